package dev.forebell.common.model;

import static dev.forebell.common.model.MetricDescriptor.counter;
import static dev.forebell.common.model.MetricDescriptor.gauge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one table of metrics: every series an agent sends is of one of these. Names, units and
 * attributes are those of the OpenTelemetry semantic conventions for system metrics; where they
 * have none, ours stand under {@code forebell.}. {@code docs/metrics.md} shows the same table and a
 * test keeps the two alike. {@link HardwareMetrics}, {@link WatchMetrics}, {@link AgentMetrics} and
 * {@link AlertMetrics} hold parts of it.
 */
public final class Metrics {
  public static final String CPU_MODE = "cpu.mode";
  public static final String FAULT_TYPE = "system.paging.fault.type";
  public static final String MEMORY_STATE = "system.memory.state";
  public static final String PAGING_STATE = "system.paging.state";
  public static final String PAGING_DIRECTION = "system.paging.direction";
  public static final String DEVICE = "system.device";
  public static final String MOUNTPOINT = "system.filesystem.mountpoint";
  public static final String FILESYSTEM_TYPE = "system.filesystem.type";
  public static final String FILESYSTEM_STATE = "system.filesystem.state";
  public static final String DISK_DIRECTION = "disk.io.direction";
  public static final String INTERFACE = "network.interface.name";
  public static final String NETWORK_DIRECTION = "network.io.direction";
  public static final String CONNECTION_STATE = "network.connection.state";
  public static final String TRANSPORT = "network.transport";
  public static final String PROCESS_STATE = "process.state";
  public static final String SESSION_STATE = "session.state";

  public static final MetricDescriptor CPU_UTILIZATION =
      gauge(
          "system.cpu.utilization",
          "1",
          "Share of all processors' time since the sample before, by mode; all modes sum to 1",
          CPU_MODE);
  public static final MetricDescriptor CPU_TIME =
      counter(
          "system.cpu.time",
          "s",
          "Time of all processors together since the system started, by mode",
          CPU_MODE);
  public static final MetricDescriptor CPU_LOGICAL_COUNT =
      gauge("system.cpu.logical.count", "{cpu}", "Logical processors in use");
  public static final MetricDescriptor LOAD_AVERAGE_1M =
      gauge("system.cpu.load_average.1m", "{thread}", "Runnable and waiting tasks, 1 minute mean");
  public static final MetricDescriptor LOAD_AVERAGE_5M =
      gauge("system.cpu.load_average.5m", "{thread}", "Runnable and waiting tasks, 5 minute mean");
  public static final MetricDescriptor LOAD_AVERAGE_15M =
      gauge(
          "system.cpu.load_average.15m", "{thread}", "Runnable and waiting tasks, 15 minute mean");
  public static final MetricDescriptor LOAD_PER_CPU =
      gauge(
          "forebell.cpu.load_per_cpu",
          "{thread}",
          "5 minute load average divided by the logical processors");

  public static final MetricDescriptor MEMORY_USAGE =
      gauge(
          "system.memory.usage",
          "By",
          "Physical memory by state; used is the limit less what is available",
          MEMORY_STATE);
  public static final MetricDescriptor MEMORY_UTILIZATION =
      gauge(
          "system.memory.utilization",
          "1",
          "Share of physical memory by state; used is the limit less what is available",
          MEMORY_STATE);
  public static final MetricDescriptor MEMORY_LIMIT =
      gauge("system.memory.limit", "By", "Physical memory of the host");
  public static final MetricDescriptor MEMORY_LINUX_AVAILABLE =
      gauge(
          "system.memory.linux.available",
          "By",
          "What new programs could take without swapping, as the Linux kernel estimates it");

  public static final MetricDescriptor MEMORY_OOM_KILLS =
      counter(
          "forebell.memory.oom_kills",
          "{process}",
          "Processes that the Linux kernel ended because memory ran out");

  public static final MetricDescriptor PAGING_USAGE =
      gauge("system.paging.usage", "By", "Swap or page file by state", PAGING_STATE);
  public static final MetricDescriptor PAGING_UTILIZATION =
      gauge("system.paging.utilization", "1", "Share of swap or page file by state", PAGING_STATE);
  public static final MetricDescriptor PAGING_OPERATIONS =
      counter(
          "system.paging.operations",
          "{operation}",
          "Memory pages read from and written to swap or page file",
          PAGING_DIRECTION);

  public static final MetricDescriptor PAGING_FAULTS =
      counter(
          "system.paging.faults",
          "{fault}",
          "Page faults; major ones had to wait for a disk",
          FAULT_TYPE);

  public static final MetricDescriptor FILESYSTEM_USAGE =
      gauge(
          "system.filesystem.usage",
          "By",
          "Space by state: used, free (what users may still take) and reserved; they sum to the"
              + " limit",
          DEVICE,
          MOUNTPOINT,
          FILESYSTEM_TYPE,
          FILESYSTEM_STATE);
  public static final MetricDescriptor FILESYSTEM_UTILIZATION =
      gauge(
          "system.filesystem.utilization",
          "1",
          "Only state used: used / (used + free), as df shows it",
          DEVICE,
          MOUNTPOINT,
          FILESYSTEM_TYPE,
          FILESYSTEM_STATE);
  public static final MetricDescriptor FILESYSTEM_LIMIT =
      gauge(
          "system.filesystem.limit",
          "By",
          "Size of the file system",
          DEVICE,
          MOUNTPOINT,
          FILESYSTEM_TYPE);
  public static final MetricDescriptor FILESYSTEM_INODES_UTILIZATION =
      gauge(
          "forebell.filesystem.inodes.utilization",
          "1",
          "Share of the file system's inodes in use",
          DEVICE,
          MOUNTPOINT,
          FILESYSTEM_TYPE);

  public static final MetricDescriptor FILESYSTEM_INODES_FREE =
      gauge(
          "forebell.filesystem.inodes.free",
          "{inode}",
          "Inodes that can still be taken",
          DEVICE,
          MOUNTPOINT,
          FILESYSTEM_TYPE);
  public static final MetricDescriptor FILESYSTEM_INODES_LIMIT =
      gauge(
          "forebell.filesystem.inodes.limit",
          "{inode}",
          "Inodes of the file system",
          DEVICE,
          MOUNTPOINT,
          FILESYSTEM_TYPE);

  public static final MetricDescriptor DISK_IO =
      counter("system.disk.io", "By", "Bytes transferred", DEVICE, DISK_DIRECTION);
  public static final MetricDescriptor DISK_OPERATIONS =
      counter(
          "system.disk.operations", "{operation}", "Operations completed", DEVICE, DISK_DIRECTION);
  public static final MetricDescriptor DISK_OPERATION_TIME =
      counter(
          "system.disk.operation_time",
          "s",
          "Sum of the time each operation took",
          DEVICE,
          DISK_DIRECTION);
  public static final MetricDescriptor DISK_IO_TIME =
      counter("system.disk.io_time", "s", "Time the disk was busy", DEVICE);
  public static final MetricDescriptor DISK_LATENCY =
      gauge(
          "forebell.disk.latency",
          "s",
          "Mean time of the operations completed since the sample before; 0 where none was",
          DEVICE);

  public static final MetricDescriptor NETWORK_IO =
      counter("system.network.io", "By", "Bytes transferred", INTERFACE, NETWORK_DIRECTION);
  public static final MetricDescriptor NETWORK_PACKET_COUNT =
      counter(
          "system.network.packet.count",
          "{packet}",
          "Packets transferred",
          INTERFACE,
          NETWORK_DIRECTION);
  public static final MetricDescriptor NETWORK_ERRORS =
      counter("system.network.errors", "{error}", "Packet errors", INTERFACE, NETWORK_DIRECTION);
  public static final MetricDescriptor NETWORK_PACKET_DROPPED =
      counter(
          "system.network.packet.dropped",
          "{packet}",
          "Packets dropped although nothing was wrong with them",
          INTERFACE,
          NETWORK_DIRECTION);
  public static final MetricDescriptor NETWORK_CONNECTION_COUNT =
      gauge(
          "system.network.connection.count",
          "{connection}",
          "Connections by state",
          TRANSPORT,
          CONNECTION_STATE);

  public static final MetricDescriptor PROCESS_COUNT =
      gauge("system.process.count", "{process}", "Processes by state", PROCESS_STATE);
  public static final MetricDescriptor UPTIME =
      gauge("system.uptime", "s", "Time since the system started");
  public static final MetricDescriptor CLOCK_OFFSET =
      gauge(
          "forebell.clock.offset",
          "s",
          "The host's wall clock less the collector's, negative where it is behind; measured by the"
              + " collector");
  public static final MetricDescriptor SESSION_COUNT =
      gauge("forebell.session.count", "{session}", "Logged-in user sessions", SESSION_STATE);

  private static final List<MetricDescriptor> SYSTEM =
      List.of(
          CPU_UTILIZATION,
          CPU_TIME,
          CPU_LOGICAL_COUNT,
          LOAD_AVERAGE_1M,
          LOAD_AVERAGE_5M,
          LOAD_AVERAGE_15M,
          LOAD_PER_CPU,
          MEMORY_USAGE,
          MEMORY_UTILIZATION,
          MEMORY_LIMIT,
          MEMORY_LINUX_AVAILABLE,
          MEMORY_OOM_KILLS,
          PAGING_USAGE,
          PAGING_UTILIZATION,
          PAGING_OPERATIONS,
          PAGING_FAULTS,
          FILESYSTEM_USAGE,
          FILESYSTEM_UTILIZATION,
          FILESYSTEM_LIMIT,
          FILESYSTEM_INODES_UTILIZATION,
          FILESYSTEM_INODES_FREE,
          FILESYSTEM_INODES_LIMIT,
          DISK_IO,
          DISK_OPERATIONS,
          DISK_OPERATION_TIME,
          DISK_IO_TIME,
          DISK_LATENCY,
          NETWORK_IO,
          NETWORK_PACKET_COUNT,
          NETWORK_ERRORS,
          NETWORK_PACKET_DROPPED,
          NETWORK_CONNECTION_COUNT,
          PROCESS_COUNT,
          UPTIME,
          SpoolMetrics.TROUBLE,
          SpoolMetrics.SIZE,
          SpoolMetrics.LOST,
          SpoolMetrics.QUARANTINED,
          SpoolMetrics.ABANDONED,
          CLOCK_OFFSET,
          SESSION_COUNT);

  private static final List<MetricDescriptor> ALL =
      Stream.of(SYSTEM, HardwareMetrics.ALL, WatchMetrics.ALL, AgentMetrics.ALL, AlertMetrics.ALL)
          .flatMap(List::stream)
          .toList();

  private Metrics() {}

  /** Every metric, in documentation order. */
  public static List<MetricDescriptor> all() {
    return ALL;
  }

  /** The metric of that name, where there is one. */
  public static Optional<MetricDescriptor> find(String name) {
    return ALL.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }
}
