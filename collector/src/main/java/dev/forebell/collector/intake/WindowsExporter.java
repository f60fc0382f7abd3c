package dev.forebell.collector.intake;

import dev.forebell.collector.intake.RawValues.Raw;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prometheus' windows_exporter, with the names of its versions before and after 0.30. */
@Pure
final class WindowsExporter implements Exporter {
  private static final String CPU = "windows_cpu_time_total";
  private static final String SIZE = "windows_logical_disk_size_bytes";
  private static final Map<String, String> MODES = modes();
  private static final Set<String> NAMES =
      Set.of(
          CPU,
          SIZE,
          "windows_cs_physical_memory_bytes",
          "windows_memory_physical_total_bytes",
          "windows_os_physical_memory_free_bytes",
          "windows_memory_physical_free_bytes",
          "windows_memory_available_bytes",
          "windows_os_paging_limit_bytes",
          "windows_os_paging_free_bytes",
          "windows_pagefile_limit_bytes",
          "windows_pagefile_free_bytes",
          "windows_logical_disk_free_bytes",
          "windows_logical_disk_read_bytes_total",
          "windows_logical_disk_write_bytes_total",
          "windows_logical_disk_reads_total",
          "windows_logical_disk_writes_total",
          "windows_net_bytes_received_total",
          "windows_net_bytes_sent_total",
          "windows_net_packets_received_errors_total",
          "windows_net_packets_outbound_errors_total",
          "windows_system_system_up_time",
          "windows_system_boot_time_timestamp",
          "windows_system_boot_time_timestamp_seconds",
          "windows_service_state");
  // Volumes without a letter are the system's own, such as HarddiskVolume1.
  private static final Pattern LETTER = Pattern.compile("[A-Za-z]:.*");

  private static Map<String, String> modes() {
    Map<String, String> modes = new LinkedHashMap<>();
    modes.put("user", "user");
    modes.put("privileged", "system");
    modes.put("idle", "idle");
    return modes;
  }

  @Override
  public boolean knows(String name) {
    return NAMES.contains(name);
  }

  @Override
  public List<Sample> samples(RawValues now, Optional<RawValues> before, SeriesNames names) {
    Translation out = new Translation(now, names);
    ProcessorTimes.of(now, CPU, "mode", MODES)
        .into(out, before.map(raw -> ProcessorTimes.of(raw, CPU, "mode", MODES)));
    long count = now.distinct(CPU, "core");
    if (count > 0) {
      out.add(Metrics.CPU_LOGICAL_COUNT, (double) count);
    }
    memory(out);
    volumes(out);
    network(out, "windows_net_bytes_received_total", Metrics.NETWORK_IO, "receive");
    network(out, "windows_net_bytes_sent_total", Metrics.NETWORK_IO, "transmit");
    network(out, "windows_net_packets_received_errors_total", Metrics.NETWORK_ERRORS, "receive");
    network(out, "windows_net_packets_outbound_errors_total", Metrics.NETWORK_ERRORS, "transmit");
    out.each(
        "windows_service_state",
        one -> one.label("state").equals("running"),
        "name",
        WatchMetrics.SERVICE_UP,
        "service.name");
    first(
            now,
            "windows_system_boot_time_timestamp_seconds",
            "windows_system_boot_time_timestamp",
            "windows_system_system_up_time")
        .ifPresent(boot -> out.add(Metrics.UPTIME, Math.max(0, now.millis() / 1000.0 - boot)));
    return out.samples();
  }

  private static OptionalDouble first(RawValues now, String... names) {
    return Stream.of(names).map(now::one).flatMapToDouble(OptionalDouble::stream).findFirst();
  }

  private static void memory(Translation out) {
    RawValues now = out.raw();
    OptionalDouble total =
        first(now, "windows_memory_physical_total_bytes", "windows_cs_physical_memory_bytes");
    OptionalDouble free =
        first(
            now,
            "windows_memory_available_bytes",
            "windows_memory_physical_free_bytes",
            "windows_os_physical_memory_free_bytes");
    if (total.isPresent() && free.isPresent()) {
      out.add(Metrics.MEMORY_LIMIT, total);
      out.shares(
          Metrics.MEMORY_USAGE,
          Metrics.MEMORY_UTILIZATION,
          Metrics.MEMORY_STATE,
          total.getAsDouble() - free.getAsDouble(),
          free.getAsDouble());
    }
    OptionalDouble limit =
        first(now, "windows_pagefile_limit_bytes", "windows_os_paging_limit_bytes");
    OptionalDouble left = first(now, "windows_pagefile_free_bytes", "windows_os_paging_free_bytes");
    if (limit.isPresent() && left.isPresent()) {
      out.shares(
          Metrics.PAGING_USAGE,
          Metrics.PAGING_UTILIZATION,
          Metrics.PAGING_STATE,
          limit.getAsDouble() - left.getAsDouble(),
          left.getAsDouble());
    }
  }

  private static void volumes(Translation out) {
    for (Raw size : out.raw().all(SIZE)) {
      OptionalDouble free = out.raw().beside("windows_logical_disk_free_bytes", size);
      if (hasLetter(size) && free.isPresent() && size.value() > 0) {
        volume(out, size.label("volume"), size.value(), free.getAsDouble());
      }
    }
    disk(out, "windows_logical_disk_read_bytes_total", Metrics.DISK_IO, "read");
    disk(out, "windows_logical_disk_write_bytes_total", Metrics.DISK_IO, "write");
    disk(out, "windows_logical_disk_reads_total", Metrics.DISK_OPERATIONS, "read");
    disk(out, "windows_logical_disk_writes_total", Metrics.DISK_OPERATIONS, "write");
  }

  private static boolean hasLetter(Raw volume) {
    return LETTER.matcher(volume.label("volume")).matches();
  }

  private static void volume(Translation out, String volume, double size, double free) {
    String[] place = {Metrics.DEVICE, volume, Metrics.MOUNTPOINT, volume};
    String[] used = {
      Metrics.DEVICE, volume, Metrics.MOUNTPOINT, volume, Metrics.FILESYSTEM_STATE, "used"
    };
    String[] left = {
      Metrics.DEVICE, volume, Metrics.MOUNTPOINT, volume, Metrics.FILESYSTEM_STATE, "free"
    };
    out.add(Metrics.FILESYSTEM_LIMIT, size, place);
    out.add(Metrics.FILESYSTEM_USAGE, size - free, used);
    out.add(Metrics.FILESYSTEM_USAGE, free, left);
    out.add(Metrics.FILESYSTEM_UTILIZATION, (size - free) / size, used);
  }

  private static void disk(
      Translation out, String theirs, MetricDescriptor metric, String direction) {
    out.each(
        theirs,
        WindowsExporter::hasLetter,
        "volume",
        metric,
        Metrics.DEVICE,
        Metrics.DISK_DIRECTION,
        direction);
  }

  private static void network(
      Translation out, String theirs, MetricDescriptor metric, String direction) {
    out.each(
        theirs, _ -> true, "nic", metric, Metrics.INTERFACE, Metrics.NETWORK_DIRECTION, direction);
  }
}
