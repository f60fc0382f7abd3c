package dev.forebell.benchmarks.recording;

import dev.forebell.benchmarks.recording.Signal.Constant;
import dev.forebell.benchmarks.recording.Signal.Counter;
import dev.forebell.benchmarks.recording.Signal.Daily;
import dev.forebell.benchmarks.recording.Signal.Share;
import dev.forebell.benchmarks.recording.Signal.Space;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A server with about a hundred series, as the agent measures one. */
final class RecordedHost {
  private static final long GIB = 1L << 30;

  private record Line(String start, Signal signal) {}

  private final String name;
  private final SplittableRandom random;
  private final List<Line> lines = new ArrayList<>();
  private final Share rootDisk;
  private final Share memory;

  RecordedHost(String name, SplittableRandom random) {
    this.name = name;
    this.random = random;
    this.rootDisk = new Share(0.3 + 0.4 * random.nextDouble());
    this.memory = new Share(0.4 + 0.3 * random.nextDouble());
    processor();
    memory();
    fileSystems();
    disks();
    network();
    rest();
  }

  String name() {
    return name;
  }

  SplittableRandom random() {
    return random;
  }

  /** Appends the batch of one step as a line without its end. */
  void append(StringBuilder to, String at, double dayShare, long seconds) {
    to.append("{\"at\":\"").append(at).append("\",\"host\":\"").append(name);
    to.append("\",\"samples\":[");
    for (int i = 0; i < lines.size(); i++) {
      to.append(i == 0 ? "" : ",").append(lines.get(i).start());
      lines.get(i).signal().append(to, dayShare, seconds, random);
      to.append('}');
    }
    to.append("]}");
  }

  /** Lets a trouble show in what is measured. */
  void suffer(Trouble trouble, long step) {
    double share = trouble.share(step);
    switch (trouble.kind()) {
      case DISK_FILLS -> rootDisk.extra(share);
      case MEMORY_GOES -> memory.extra(share);
      case AGENT_DIES, HOST_FALLS_SILENT -> {}
    }
  }

  private void processor() {
    for (String mode : List.of("user", "system", "nice", "idle", "iowait", "interrupt", "steal")) {
      boolean idle = mode.equals("idle");
      Daily share = new Daily(idle ? 0.7 : 0.05, idle ? 0.25 : 0.04, false);
      add(Metrics.CPU_UTILIZATION, share, Metrics.CPU_MODE, mode);
    }
    add(Metrics.CPU_LOGICAL_COUNT, new Constant(8));
    add(Metrics.LOAD_AVERAGE_1M, new Daily(2, 1.5, false));
    add(Metrics.LOAD_AVERAGE_5M, new Daily(2, 1.5, false));
    add(Metrics.LOAD_AVERAGE_15M, new Daily(2, 1.5, false));
    add(Metrics.LOAD_PER_CPU, new Daily(0.25, 0.18, false));
  }

  private void memory() {
    long size = 32 * GIB;
    for (String state : List.of("used", "free", "buffers", "cached")) {
      Share share = state.equals("used") ? memory : new Share(0.1);
      add(Metrics.MEMORY_USAGE, new Space(share, size, true), Metrics.MEMORY_STATE, state);
      add(Metrics.MEMORY_UTILIZATION, share, Metrics.MEMORY_STATE, state);
    }
    add(Metrics.MEMORY_LIMIT, new Constant(size));
    add(Metrics.MEMORY_LINUX_AVAILABLE, new Space(memory, size, false));
    for (String state : List.of("used", "free")) {
      add(Metrics.PAGING_USAGE, new Constant(2 * GIB), Metrics.PAGING_STATE, state);
      add(Metrics.PAGING_UTILIZATION, new Share(0.5), Metrics.PAGING_STATE, state);
    }
    add(Metrics.PAGING_OPERATIONS, new Counter(0.1), Metrics.PAGING_DIRECTION, "in");
    add(Metrics.PAGING_OPERATIONS, new Counter(0.1), Metrics.PAGING_DIRECTION, "out");
  }

  private void fileSystems() {
    List<String> mounts = List.of("/", "/var", "/home", "/srv/data");
    for (int i = 0; i < mounts.size(); i++) {
      fileSystem("/dev/mapper/vg0-lv" + i, mounts.get(i), i == 0 ? rootDisk : new Share(0.55));
    }
  }

  private void fileSystem(String device, String mount, Share share) {
    long size = 200 * GIB;
    String[] where = {
      Metrics.DEVICE, device, Metrics.MOUNTPOINT, mount, Metrics.FILESYSTEM_TYPE, "ext4"
    };
    add(Metrics.FILESYSTEM_USAGE, new Space(share, size, true), in(where, "used"));
    add(Metrics.FILESYSTEM_USAGE, new Space(share, size, false), in(where, "free"));
    add(Metrics.FILESYSTEM_USAGE, new Constant(10 * GIB), in(where, "reserved"));
    add(Metrics.FILESYSTEM_UTILIZATION, share, in(where, "used"));
    add(Metrics.FILESYSTEM_LIMIT, new Constant(size), where);
    add(Metrics.FILESYSTEM_INODES_UTILIZATION, new Share(0.2), where);
  }

  private static String[] in(String[] where, String state) {
    String[] all = Arrays.copyOf(where, where.length + 2);
    all[where.length] = Metrics.FILESYSTEM_STATE;
    all[where.length + 1] = state;
    return all;
  }

  private void disks() {
    for (String device : List.of("sda", "sdb")) {
      for (String direction : List.of("read", "write")) {
        String[] where = {Metrics.DEVICE, device, Metrics.DISK_DIRECTION, direction};
        add(Metrics.DISK_IO, new Counter(400_000), where);
        add(Metrics.DISK_OPERATIONS, new Counter(40), where);
        add(Metrics.DISK_OPERATION_TIME, new Counter(0.02), where);
      }
      add(Metrics.DISK_IO_TIME, new Counter(0.01), Metrics.DEVICE, device);
      add(Metrics.DISK_LATENCY, new Daily(0.004, 0.003, false), Metrics.DEVICE, device);
    }
  }

  private void network() {
    for (String name : List.of("eth0", "eth1")) {
      for (String direction : List.of("receive", "transmit")) {
        String[] where = {Metrics.INTERFACE, name, Metrics.NETWORK_DIRECTION, direction};
        add(Metrics.NETWORK_IO, new Counter(1_000_000), where);
        add(Metrics.NETWORK_PACKET_COUNT, new Counter(900), where);
        add(Metrics.NETWORK_ERRORS, new Constant(0), where);
        add(Metrics.NETWORK_PACKET_DROPPED, new Constant(3), where);
      }
    }
    for (String state : List.of("established", "time_wait")) {
      add(
          Metrics.NETWORK_CONNECTION_COUNT,
          new Daily(120, 100, true),
          Metrics.TRANSPORT,
          "tcp",
          Metrics.CONNECTION_STATE,
          state);
    }
  }

  private void rest() {
    for (String state : List.of("running", "sleeping", "stopped", "defunct")) {
      add(Metrics.PROCESS_COUNT, new Daily(60, 40, true), Metrics.PROCESS_STATE, state);
    }
    for (String state : List.of("active", "online", "closing")) {
      add(Metrics.SESSION_COUNT, new Daily(6, 5, true), Metrics.SESSION_STATE, state);
    }
    add(Metrics.UPTIME, new Counter(0.5));
    add(AgentMetrics.AGENT_CPU_TIME, new Counter(0.002));
    add(AgentMetrics.AGENT_MEMORY_USAGE, new Constant(64L << 20));
    add(AgentMetrics.AGENT_BUFFER_BATCHES, new Constant(0));
  }

  private void add(MetricDescriptor metric, Signal signal, String... attributes) {
    SeriesKey series = metric.series(attributes);
    StringBuilder start = new StringBuilder("{\"metric\":\"").append(series.metric()).append('"');
    if (!series.attributes().isEmpty()) {
      start.append(",\"attributes\":{");
      series
          .attributes()
          .values()
          .forEach(
              (key, value) ->
                  start
                      .append(start.charAt(start.length() - 1) == '{' ? "\"" : ",\"")
                      .append(key)
                      .append("\":\"")
                      .append(value)
                      .append('"'));
      start.append('}');
    }
    lines.add(new Line(start.append(",\"value\":").toString(), signal));
  }
}
