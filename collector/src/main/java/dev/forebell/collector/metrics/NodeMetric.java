package dev.forebell.collector.metrics;

import static java.util.Map.entry;

import dev.forebell.common.model.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of node_exporter's metrics that is one of ours under another name.
 *
 * @param metric ours
 * @param key the attribute whose value tells which; empty: the metric alone does
 * @param value of that attribute
 * @param name theirs
 */
record NodeMetric(String metric, String key, String value, String name) {
  /** Our attributes and their labels; other attributes are left out. */
  static final Map<String, String> LABELS =
      Map.ofEntries(
          entry(Metrics.DEVICE, "device"),
          entry(Metrics.INTERFACE, "device"),
          entry(Metrics.MOUNTPOINT, "mountpoint"),
          entry(Metrics.FILESYSTEM_TYPE, "fstype"),
          entry("hw.id", "chip"),
          entry("hw.name", "sensor"),
          entry("service.name", "name"));

  static final List<NodeMetric> ALL =
      List.of(
          plain(Metrics.LOAD_AVERAGE_1M.name(), "node_load1"),
          plain(Metrics.LOAD_AVERAGE_5M.name(), "node_load5"),
          plain(Metrics.LOAD_AVERAGE_15M.name(), "node_load15"),
          plain(Metrics.MEMORY_LIMIT.name(), "node_memory_MemTotal_bytes"),
          plain(Metrics.MEMORY_LINUX_AVAILABLE.name(), "node_memory_MemAvailable_bytes"),
          memory("free", "node_memory_MemFree_bytes"),
          memory("buffers", "node_memory_Buffers_bytes"),
          memory("cached", "node_memory_Cached_bytes"),
          plain(Metrics.MEMORY_OOM_KILLS.name(), "node_vmstat_oom_kill"),
          of(
              Metrics.PAGING_USAGE.name(),
              Metrics.PAGING_STATE,
              "free",
              "node_memory_SwapFree_bytes"),
          of(
              Metrics.PAGING_OPERATIONS.name(),
              Metrics.PAGING_DIRECTION,
              "in",
              "node_vmstat_pswpin"),
          of(
              Metrics.PAGING_OPERATIONS.name(),
              Metrics.PAGING_DIRECTION,
              "out",
              "node_vmstat_pswpout"),
          of(Metrics.PAGING_FAULTS.name(), Metrics.FAULT_TYPE, "major", "node_vmstat_pgmajfault"),
          plain(Metrics.FILESYSTEM_LIMIT.name(), "node_filesystem_size_bytes"),
          of(
              Metrics.FILESYSTEM_USAGE.name(),
              Metrics.FILESYSTEM_STATE,
              "free",
              "node_filesystem_avail_bytes"),
          plain(Metrics.FILESYSTEM_INODES_LIMIT.name(), "node_filesystem_files"),
          plain(Metrics.FILESYSTEM_INODES_FREE.name(), "node_filesystem_files_free"),
          plain("forebell.filesystem.read_only", "node_filesystem_readonly"),
          disk(Metrics.DISK_IO.name(), "read", "node_disk_read_bytes_total"),
          disk(Metrics.DISK_IO.name(), "write", "node_disk_written_bytes_total"),
          disk(Metrics.DISK_OPERATIONS.name(), "read", "node_disk_reads_completed_total"),
          disk(Metrics.DISK_OPERATIONS.name(), "write", "node_disk_writes_completed_total"),
          disk(Metrics.DISK_OPERATION_TIME.name(), "read", "node_disk_read_time_seconds_total"),
          disk(Metrics.DISK_OPERATION_TIME.name(), "write", "node_disk_write_time_seconds_total"),
          plain(Metrics.DISK_IO_TIME.name(), "node_disk_io_time_seconds_total"),
          network(Metrics.NETWORK_IO.name(), "receive", "bytes_total"),
          network(Metrics.NETWORK_IO.name(), "transmit", "bytes_total"),
          network(Metrics.NETWORK_PACKET_COUNT.name(), "receive", "packets_total"),
          network(Metrics.NETWORK_PACKET_COUNT.name(), "transmit", "packets_total"),
          network(Metrics.NETWORK_ERRORS.name(), "receive", "errs_total"),
          network(Metrics.NETWORK_ERRORS.name(), "transmit", "errs_total"),
          network(Metrics.NETWORK_PACKET_DROPPED.name(), "receive", "drop_total"),
          network(Metrics.NETWORK_PACKET_DROPPED.name(), "transmit", "drop_total"),
          of(
              Metrics.NETWORK_CONNECTION_COUNT.name(),
              Metrics.CONNECTION_STATE,
              "established",
              "node_netstat_Tcp_CurrEstab"),
          plain("forebell.clock.synchronized", "node_timex_sync_status"),
          plain("forebell.clock.ntp.offset", "node_timex_offset_seconds"),
          plain("hw.temperature", "node_hwmon_temp_celsius"),
          plain("forebell.service.failed", "node_systemd_unit_state"));

  private static NodeMetric of(String metric, String key, String value, String name) {
    return new NodeMetric(metric, key, value, name);
  }

  private static NodeMetric plain(String metric, String name) {
    return new NodeMetric(metric, "", "", name);
  }

  private static NodeMetric memory(String state, String name) {
    return new NodeMetric(Metrics.MEMORY_USAGE.name(), Metrics.MEMORY_STATE, state, name);
  }

  private static NodeMetric disk(String metric, String direction, String name) {
    return new NodeMetric(metric, Metrics.DISK_DIRECTION, direction, name);
  }

  private static NodeMetric network(String metric, String direction, String what) {
    return new NodeMetric(
        metric, Metrics.NETWORK_DIRECTION, direction, "node_network_" + direction + "_" + what);
  }

  /** Theirs for one of ours. */
  static Optional<NodeMetric> find(
      String metric, java.util.function.Function<String, Optional<String>> attributes) {
    return ALL.stream()
        .filter(one -> one.metric.equals(metric))
        .filter(
            one ->
                one.key.isEmpty()
                    || attributes.apply(one.key).filter(one.value::equals).isPresent())
        .findFirst();
  }
}
