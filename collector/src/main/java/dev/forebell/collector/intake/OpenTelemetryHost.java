package dev.forebell.collector.intake;

import dev.forebell.collector.intake.RawValues.Raw;
import dev.forebell.common.model.HardwareMetrics;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The OpenTelemetry Collector's hostmetrics receiver. Its metrics are called as ours, but it tells
 * processors apart, its attributes have short names, and its shares are made of other parts: ours
 * are made anew from its bytes and seconds.
 */
@Pure
final class OpenTelemetryHost implements Exporter {
  private static final String CPU = "system.cpu.time";
  private static final String MEMORY = "system.memory.usage";
  private static final String SPACE = "system.filesystem.usage";
  private static final String INODES = "system.filesystem.inodes.usage";
  private static final String SWAP = "system.paging.usage";
  private static final String STATE = "state";
  private static final String DEVICE = "device";
  private static final Map<String, String> MODES = modes();
  private static final Map<String, MetricDescriptor> DISKS = disks();
  private static final Map<String, MetricDescriptor> INTERFACES = interfaces();
  private static final Set<String> NAMES =
      Set.of(
          CPU,
          MEMORY,
          SPACE,
          INODES,
          SWAP,
          "system.cpu.logical.count",
          "system.cpu.load_average.1m",
          "system.cpu.load_average.5m",
          "system.cpu.load_average.15m",
          "system.memory.limit",
          "system.linux.memory.available",
          "system.memory.linux.available",
          "system.disk.io_time",
          "system.network.connections",
          "system.network.connection.count",
          "system.processes.count",
          "system.process.count",
          "system.uptime");

  private static Map<String, String> modes() {
    Map<String, String> modes = new LinkedHashMap<>();
    for (String same : List.of("user", "system", "nice", "idle", "steal", "iowait", "interrupt")) {
      modes.put(same, same);
    }
    modes.put("wait", "iowait");
    modes.put("softirq", "interrupt");
    return modes;
  }

  private static Map<String, MetricDescriptor> disks() {
    Map<String, MetricDescriptor> disks = new LinkedHashMap<>();
    disks.put("system.disk.io", Metrics.DISK_IO);
    disks.put("system.disk.operations", Metrics.DISK_OPERATIONS);
    disks.put("system.disk.operation_time", Metrics.DISK_OPERATION_TIME);
    return disks;
  }

  private static Map<String, MetricDescriptor> interfaces() {
    Map<String, MetricDescriptor> interfaces = new LinkedHashMap<>();
    interfaces.put("system.network.io", Metrics.NETWORK_IO);
    interfaces.put("system.network.packets", Metrics.NETWORK_PACKET_COUNT);
    interfaces.put("system.network.packet.count", Metrics.NETWORK_PACKET_COUNT);
    interfaces.put("system.network.errors", Metrics.NETWORK_ERRORS);
    interfaces.put("system.network.dropped", Metrics.NETWORK_PACKET_DROPPED);
    interfaces.put("system.network.packet.dropped", Metrics.NETWORK_PACKET_DROPPED);
    return interfaces;
  }

  @Override
  public boolean knows(String name) {
    return NAMES.contains(name) || DISKS.containsKey(name) || INTERFACES.containsKey(name);
  }

  @Override
  public List<Sample> samples(RawValues now, Optional<RawValues> before, SeriesNames names) {
    Translation out = new Translation(now, names);
    processors(out, before);
    memory(out);
    parts(now, SPACE).forEach((place, states) -> space(out, place, states));
    parts(now, INODES).forEach((place, states) -> inodes(out, place, states));
    DISKS.forEach((theirs, ours) -> directed(out, theirs, Devices::isDisk, ours, Metrics.DEVICE));
    INTERFACES.forEach(
        (theirs, ours) -> directed(out, theirs, Devices::isInterface, ours, Metrics.INTERFACE));
    out.each(
        "system.disk.io_time",
        one -> Devices.isDisk(one.label(DEVICE)),
        DEVICE,
        Metrics.DISK_IO_TIME,
        Metrics.DEVICE);
    connections(out);
    processes(out);
    out.plain("system.uptime", Metrics.UPTIME);
    return out.samples();
  }

  private static void processors(Translation out, Optional<RawValues> before) {
    RawValues now = out.raw();
    ProcessorTimes.of(now, CPU, STATE, MODES)
        .into(out, before.map(raw -> ProcessorTimes.of(raw, CPU, STATE, MODES)));
    long seen = now.distinct(CPU, "cpu");
    double count = now.one("system.cpu.logical.count").orElse((double) seen);
    if (count > 0) {
      out.add(Metrics.CPU_LOGICAL_COUNT, count);
      now.one("system.cpu.load_average.5m")
          .ifPresent(load -> out.add(Metrics.LOAD_PER_CPU, load / count));
    }
    out.plain("system.cpu.load_average.1m", Metrics.LOAD_AVERAGE_1M);
    out.plain("system.cpu.load_average.5m", Metrics.LOAD_AVERAGE_5M);
    out.plain("system.cpu.load_average.15m", Metrics.LOAD_AVERAGE_15M);
  }

  private static void memory(Translation out) {
    RawValues now = out.raw();
    Map<String, Double> states = states(now, MEMORY);
    double sum = 0;
    // What the kernel can take back of its slabs is within 'cached' already.
    for (String part : List.of("used", "free", "buffered", "cached")) {
      sum += states.getOrDefault(part, 0.0);
    }
    double limit = now.one("system.memory.limit").orElse(sum);
    if (limit > 0 && states.containsKey("used")) {
      OptionalDouble available = now.one("system.linux.memory.available");
      available = available.isPresent() ? available : now.one("system.memory.linux.available");
      out.add(Metrics.MEMORY_LIMIT, limit);
      out.add(Metrics.MEMORY_LINUX_AVAILABLE, available);
      memory(out, "used", limit - available.orElse(limit - value(states, "used")), limit);
      memory(out, "free", value(states, "free"), limit);
      memory(out, "buffers", value(states, "buffered"), limit);
      memory(out, "cached", value(states, "cached"), limit);
    }
    paging(out, states(now, SWAP));
  }

  private static double value(Map<String, Double> states, String state) {
    return states.getOrDefault(state, Double.NaN);
  }

  private static void memory(Translation out, String state, double bytes, double limit) {
    if (!Double.isNaN(bytes)) {
      out.add(Metrics.MEMORY_USAGE, bytes, Metrics.MEMORY_STATE, state);
      out.add(Metrics.MEMORY_UTILIZATION, bytes / limit, Metrics.MEMORY_STATE, state);
    }
  }

  private static void paging(Translation out, Map<String, Double> states) {
    if (states.containsKey("used") && states.containsKey("free")) {
      out.shares(
          Metrics.PAGING_USAGE,
          Metrics.PAGING_UTILIZATION,
          Metrics.PAGING_STATE,
          value(states, "used") + states.getOrDefault("cached", 0.0),
          value(states, "free"));
    }
  }

  /** Bytes by state, all devices together. */
  private static Map<String, Double> states(RawValues raw, String name) {
    Map<String, Double> states = new LinkedHashMap<>();
    raw.all(name).forEach(one -> states.merge(one.label(STATE), one.value(), Double::sum));
    return states;
  }

  /** Each file system's values by state. */
  private static Map<SortedMap<String, String>, Map<String, Double>> parts(
      RawValues raw, String name) {
    Map<SortedMap<String, String>, Map<String, Double>> parts = new LinkedHashMap<>();
    for (Raw one : raw.all(name)) {
      SortedMap<String, String> place = one.labels().sorted();
      place.remove(STATE);
      if (Devices.isStorage(one.label("type"))) {
        parts.computeIfAbsent(place, _ -> new LinkedHashMap<>()).put(one.label(STATE), one.value());
      }
    }
    return parts;
  }

  private static String[] place(SortedMap<String, String> labels) {
    return new String[] {
      Metrics.DEVICE, labels.getOrDefault(DEVICE, ""),
      Metrics.MOUNTPOINT, labels.getOrDefault("mountpoint", ""),
      Metrics.FILESYSTEM_TYPE, labels.getOrDefault("type", "")
    };
  }

  private static void space(
      Translation out, SortedMap<String, String> labels, Map<String, Double> states) {
    double used = states.getOrDefault("used", 0.0);
    double free = states.getOrDefault("free", 0.0);
    if (!states.containsKey("used") || !states.containsKey("free") || used + free <= 0) {
      return;
    }
    String[] place = place(labels);
    out.add(Metrics.FILESYSTEM_LIMIT, used + free + states.getOrDefault("reserved", 0.0), place);
    for (String state : List.of("used", "free", "reserved")) {
      if (states.containsKey(state)) {
        out.add(Metrics.FILESYSTEM_USAGE, value(states, state), in(state, place));
      }
    }
    out.add(Metrics.FILESYSTEM_UTILIZATION, used / (used + free), in("used", place));
    Optional.ofNullable(labels.get("mode"))
        .map(mode -> List.of(mode.split(",", -1)).contains("ro") ? 1.0 : 0.0)
        .ifPresent(readOnly -> out.add(HardwareMetrics.FILESYSTEM_READ_ONLY, readOnly, place));
  }

  private static String[] in(String state, String... place) {
    String[] all = java.util.Arrays.copyOf(place, place.length + 2);
    all[place.length] = Metrics.FILESYSTEM_STATE;
    all[place.length + 1] = state;
    return all;
  }

  private static void inodes(
      Translation out, SortedMap<String, String> labels, Map<String, Double> states) {
    double used = states.getOrDefault("used", 0.0);
    double free = states.getOrDefault("free", 0.0);
    if (used + free > 0) {
      String[] place = place(labels);
      out.add(Metrics.FILESYSTEM_INODES_LIMIT, used + free, place);
      out.add(Metrics.FILESYSTEM_INODES_FREE, free, place);
      out.add(Metrics.FILESYSTEM_INODES_UTILIZATION, used / (used + free), place);
    }
  }

  private static void directed(
      Translation out,
      String theirs,
      Predicate<String> which,
      MetricDescriptor ours,
      String attribute) {
    String key =
        attribute.equals(Metrics.DEVICE) ? Metrics.DISK_DIRECTION : Metrics.NETWORK_DIRECTION;
    for (Raw one : out.raw().all(theirs)) {
      if (which.test(one.label(DEVICE))) {
        out.add(ours, one.value(), attribute, one.label(DEVICE), key, one.label("direction"));
      }
    }
  }

  private static void connections(Translation out) {
    for (String name : List.of("system.network.connections", "system.network.connection.count")) {
      for (Raw one : out.raw().all(name)) {
        out.add(
            Metrics.NETWORK_CONNECTION_COUNT,
            one.value(),
            Metrics.TRANSPORT,
            one.label("protocol"),
            Metrics.CONNECTION_STATE,
            one.label(STATE).toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void processes(Translation out) {
    for (String name : List.of("system.processes.count", "system.process.count")) {
      out.each(name, _ -> true, "status", Metrics.PROCESS_COUNT, Metrics.PROCESS_STATE);
    }
  }
}
