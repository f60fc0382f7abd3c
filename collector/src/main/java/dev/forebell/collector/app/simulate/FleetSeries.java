package dev.forebell.collector.app.simulate;

import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The series that every host of a fleet has, in the order in which they are measured. One for all
 * hosts: of ten thousand copies the names alone would fill the memory of the machine.
 */
final class FleetSeries {
  /** A number that does not move by itself, one for each of the disk's series. */
  private static final int OF_THE_DISK = 4;

  /**
   * A series that moves.
   *
   * @param start where it begins; not of counters, which begin anywhere
   * @param step the most that it moves from one sample to the next
   */
  record Moving(SeriesKey series, double start, double step, boolean counter) {}

  private final List<Moving> moving;
  private final SeriesKey diskUsed = disk("utilization", "used");
  private final SeriesKey diskFree = disk("utilization", "free");
  private final SeriesKey bytesUsed = disk("usage", "used");
  private final SeriesKey bytesFree = disk("usage", "free");

  private FleetSeries(List<Moving> moving) {
    this.moving = List.copyOf(moving);
  }

  /** At least so many: processor, memory, one file system, then disks and interfaces that count. */
  static FleetSeries of(int series) {
    List<Moving> all = new ArrayList<>();
    all.add(gauge(SeriesKey.of("system.cpu.utilization", "cpu.mode", "user"), 0.05, 0.02));
    all.add(gauge(SeriesKey.of("system.cpu.utilization", "cpu.mode", "idle"), 0.6, 0.02));
    all.add(
        gauge(SeriesKey.of("system.memory.utilization", "system.memory.state", "used"), 0.5, 0.01));
    all.add(gauge(SeriesKey.of("forebell.cpu.load_per_cpu"), 0.3, 0.05));
    for (int i = 0; all.size() + OF_THE_DISK < series; i++) {
      String device = "eth" + i;
      all.add(counter("system.network.io", "network.interface.name", device, 5e4));
      all.add(counter("system.network.packet.count", "network.interface.name", device, 50));
      all.add(counter("system.disk.io", "system.device", "sd" + i, 2e5));
      all.add(counter("system.disk.operations", "system.device", "sd" + i, 20));
    }
    return new FleetSeries(all);
  }

  private static Moving gauge(SeriesKey series, double start, double step) {
    return new Moving(series, start, step, false);
  }

  private static Moving counter(String metric, String key, String value, double step) {
    return new Moving(SeriesKey.of(metric, key, value), 0, step, true);
  }

  private static SeriesKey disk(String what, String state) {
    return SeriesKey.of(
        "system.filesystem." + what,
        "system.filesystem.mountpoint",
        "/data",
        "system.filesystem.state",
        state,
        "system.filesystem.type",
        "ext4");
  }

  List<Moving> moving() {
    return moving;
  }

  /** Samples of one measurement. */
  int size() {
    return moving.size() + OF_THE_DISK;
  }

  SeriesKey diskUsed() {
    return diskUsed;
  }

  SeriesKey diskFree() {
    return diskFree;
  }

  SeriesKey bytesUsed() {
    return bytesUsed;
  }

  SeriesKey bytesFree() {
    return bytesFree;
  }
}
