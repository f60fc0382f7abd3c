package dev.forebell.collector.intake;

import static java.util.Map.entry;

import dev.forebell.collector.intake.RawValues.Raw;
import dev.forebell.common.model.HardwareMetrics;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** Prometheus' node_exporter. */
@Pure
final class NodeExporter implements Exporter {
  private static final String CPU = "node_cpu_seconds_total";
  private static final String SIZE = "node_filesystem_size_bytes";
  private static final Map<String, String> MODES = modes();
  private static final Set<String> NAMES =
      Set.of(
          CPU,
          SIZE,
          "node_load1",
          "node_load5",
          "node_load15",
          "node_memory_MemTotal_bytes",
          "node_memory_MemAvailable_bytes",
          "node_memory_MemFree_bytes",
          "node_memory_Buffers_bytes",
          "node_memory_Cached_bytes",
          "node_memory_SwapTotal_bytes",
          "node_memory_SwapFree_bytes",
          "node_vmstat_oom_kill",
          "node_vmstat_pgmajfault",
          "node_vmstat_pswpin",
          "node_vmstat_pswpout",
          "node_filesystem_avail_bytes",
          "node_filesystem_free_bytes",
          "node_filesystem_files",
          "node_filesystem_files_free",
          "node_filesystem_readonly",
          "node_disk_io_time_seconds_total",
          "node_netstat_Tcp_CurrEstab",
          "node_timex_sync_status",
          "node_timex_offset_seconds",
          "node_time_seconds",
          "node_boot_time_seconds",
          "node_hwmon_temp_celsius");
  private static final Map<String, Directed> DIRECTED =
      Map.ofEntries(
          entry("node_disk_read_bytes_total", disk(Metrics.DISK_IO, "read")),
          entry("node_disk_written_bytes_total", disk(Metrics.DISK_IO, "write")),
          entry("node_disk_reads_completed_total", disk(Metrics.DISK_OPERATIONS, "read")),
          entry("node_disk_writes_completed_total", disk(Metrics.DISK_OPERATIONS, "write")),
          entry("node_disk_read_time_seconds_total", disk(Metrics.DISK_OPERATION_TIME, "read")),
          entry("node_disk_write_time_seconds_total", disk(Metrics.DISK_OPERATION_TIME, "write")),
          entry("node_network_receive_bytes_total", network(Metrics.NETWORK_IO, "receive")),
          entry("node_network_transmit_bytes_total", network(Metrics.NETWORK_IO, "transmit")),
          entry(
              "node_network_receive_packets_total",
              network(Metrics.NETWORK_PACKET_COUNT, "receive")),
          entry(
              "node_network_transmit_packets_total",
              network(Metrics.NETWORK_PACKET_COUNT, "transmit")),
          entry("node_network_receive_errs_total", network(Metrics.NETWORK_ERRORS, "receive")),
          entry("node_network_transmit_errs_total", network(Metrics.NETWORK_ERRORS, "transmit")),
          entry(
              "node_network_receive_drop_total",
              network(Metrics.NETWORK_PACKET_DROPPED, "receive")),
          entry(
              "node_network_transmit_drop_total",
              network(Metrics.NETWORK_PACKET_DROPPED, "transmit")));

  /** A counter of a device that has a direction. */
  private record Directed(
      MetricDescriptor metric,
      String attribute,
      String key,
      String direction,
      Predicate<String> device) {}

  private static Directed disk(MetricDescriptor metric, String direction) {
    return new Directed(metric, Metrics.DEVICE, Metrics.DISK_DIRECTION, direction, Devices::isDisk);
  }

  private static Directed network(MetricDescriptor metric, String direction) {
    return new Directed(
        metric, Metrics.INTERFACE, Metrics.NETWORK_DIRECTION, direction, Devices::isInterface);
  }

  private static Map<String, String> modes() {
    Map<String, String> modes = new LinkedHashMap<>();
    for (String same : List.of("user", "system", "nice", "idle", "iowait", "steal")) {
      modes.put(same, same);
    }
    modes.put("irq", "interrupt");
    modes.put("softirq", "interrupt");
    return modes;
  }

  @Override
  public boolean knows(String name) {
    return NAMES.contains(name) || DIRECTED.containsKey(name);
  }

  @Override
  public List<Sample> samples(RawValues now, Optional<RawValues> before, SeriesNames names) {
    Translation out = new Translation(now, names);
    processors(out, before);
    memory(out);
    filesystems(out);
    DIRECTED.forEach((theirs, ours) -> directed(out, theirs, ours));
    out.each(
        "node_disk_io_time_seconds_total",
        one -> Devices.isDisk(one.label("device")),
        "device",
        Metrics.DISK_IO_TIME,
        Metrics.DEVICE);
    system(out);
    return out.samples();
  }

  private static void directed(Translation out, String theirs, Directed ours) {
    out.each(
        theirs,
        one -> ours.device.test(one.label("device")),
        "device",
        ours.metric,
        ours.attribute,
        ours.key,
        ours.direction);
  }

  private static void processors(Translation out, Optional<RawValues> before) {
    RawValues now = out.raw();
    ProcessorTimes.of(now, CPU, "mode", MODES)
        .into(out, before.map(raw -> ProcessorTimes.of(raw, CPU, "mode", MODES)));
    long count = now.distinct(CPU, "cpu");
    if (count > 0) {
      out.add(Metrics.CPU_LOGICAL_COUNT, (double) count);
      now.one("node_load5").ifPresent(load -> out.add(Metrics.LOAD_PER_CPU, load / count));
    }
    out.plain("node_load1", Metrics.LOAD_AVERAGE_1M);
    out.plain("node_load5", Metrics.LOAD_AVERAGE_5M);
    out.plain("node_load15", Metrics.LOAD_AVERAGE_15M);
  }

  private static void memory(Translation out) {
    RawValues now = out.raw();
    OptionalDouble total = now.one("node_memory_MemTotal_bytes");
    OptionalDouble available = now.one("node_memory_MemAvailable_bytes");
    if (total.isPresent() && available.isPresent() && total.getAsDouble() > 0) {
      double all = total.getAsDouble();
      out.add(Metrics.MEMORY_LIMIT, all);
      out.add(Metrics.MEMORY_LINUX_AVAILABLE, available);
      state(out, "used", OptionalDouble.of(all - available.getAsDouble()), all);
      state(out, "free", now.one("node_memory_MemFree_bytes"), all);
      state(out, "buffers", now.one("node_memory_Buffers_bytes"), all);
      state(out, "cached", now.one("node_memory_Cached_bytes"), all);
    }
    OptionalDouble swap = now.one("node_memory_SwapTotal_bytes");
    OptionalDouble free = now.one("node_memory_SwapFree_bytes");
    if (swap.isPresent() && free.isPresent()) {
      out.shares(
          Metrics.PAGING_USAGE,
          Metrics.PAGING_UTILIZATION,
          Metrics.PAGING_STATE,
          swap.getAsDouble() - free.getAsDouble(),
          free.getAsDouble());
    }
    out.plain("node_vmstat_oom_kill", Metrics.MEMORY_OOM_KILLS);
    out.plain("node_vmstat_pgmajfault", Metrics.PAGING_FAULTS, Metrics.FAULT_TYPE, "major");
    out.plain("node_vmstat_pswpin", Metrics.PAGING_OPERATIONS, Metrics.PAGING_DIRECTION, "in");
    out.plain("node_vmstat_pswpout", Metrics.PAGING_OPERATIONS, Metrics.PAGING_DIRECTION, "out");
  }

  private static void state(Translation out, String state, OptionalDouble bytes, double total) {
    if (bytes.isPresent()) {
      out.add(Metrics.MEMORY_USAGE, bytes, Metrics.MEMORY_STATE, state);
      out.add(Metrics.MEMORY_UTILIZATION, bytes.getAsDouble() / total, Metrics.MEMORY_STATE, state);
    }
  }

  private static void filesystems(Translation out) {
    for (Raw size : out.raw().all(SIZE)) {
      if (Devices.isStorage(size.label("fstype")) && size.value() > 0) {
        filesystem(out, size);
      }
    }
  }

  private static void filesystem(Translation out, Raw size) {
    RawValues now = out.raw();
    String[] place = {
      Metrics.DEVICE, size.label("device"),
      Metrics.MOUNTPOINT, size.label("mountpoint"),
      Metrics.FILESYSTEM_TYPE, size.label("fstype")
    };
    out.add(Metrics.FILESYSTEM_LIMIT, size.value(), place);
    out.add(
        HardwareMetrics.FILESYSTEM_READ_ONLY, now.beside("node_filesystem_readonly", size), place);
    OptionalDouble avail = now.beside("node_filesystem_avail_bytes", size);
    OptionalDouble free = now.beside("node_filesystem_free_bytes", size);
    if (avail.isPresent() && free.isPresent()) {
      double used = size.value() - free.getAsDouble();
      usage(out, "used", used, place);
      usage(out, "free", avail.getAsDouble(), place);
      usage(out, "reserved", free.getAsDouble() - avail.getAsDouble(), place);
      if (used + avail.getAsDouble() > 0) {
        out.add(
            Metrics.FILESYSTEM_UTILIZATION,
            used / (used + avail.getAsDouble()),
            inState("used", place));
      }
    }
    OptionalDouble inodes = now.beside("node_filesystem_files", size);
    OptionalDouble left = now.beside("node_filesystem_files_free", size);
    if (inodes.isPresent() && left.isPresent() && inodes.getAsDouble() > 0) {
      out.add(Metrics.FILESYSTEM_INODES_LIMIT, inodes, place);
      out.add(Metrics.FILESYSTEM_INODES_FREE, left, place);
      out.add(
          Metrics.FILESYSTEM_INODES_UTILIZATION,
          1 - left.getAsDouble() / inodes.getAsDouble(),
          place);
    }
  }

  private static void usage(Translation out, String state, double bytes, String... place) {
    out.add(Metrics.FILESYSTEM_USAGE, bytes, inState(state, place));
  }

  private static String[] inState(String state, String... place) {
    String[] all = java.util.Arrays.copyOf(place, place.length + 2);
    all[place.length] = Metrics.FILESYSTEM_STATE;
    all[place.length + 1] = state;
    return all;
  }

  private static void system(Translation out) {
    RawValues now = out.raw();
    out.plain(
        "node_netstat_Tcp_CurrEstab",
        Metrics.NETWORK_CONNECTION_COUNT,
        Metrics.TRANSPORT,
        "tcp",
        Metrics.CONNECTION_STATE,
        "established");
    out.plain("node_timex_sync_status", WatchMetrics.CLOCK_SYNCHRONIZED);
    out.plain("node_timex_offset_seconds", WatchMetrics.CLOCK_NTP_OFFSET);
    OptionalDouble boot = now.one("node_boot_time_seconds");
    boot.ifPresent(
        since ->
            out.add(
                Metrics.UPTIME,
                Math.max(0, now.one("node_time_seconds").orElse(now.millis() / 1000.0) - since)));
    for (Raw sensor : now.all("node_hwmon_temp_celsius")) {
      out.add(
          HardwareMetrics.TEMPERATURE,
          sensor.value(),
          "hw.id",
          sensor.label("chip") + "_" + sensor.label("sensor"),
          "hw.name",
          sensor.label("sensor"));
    }
  }
}
