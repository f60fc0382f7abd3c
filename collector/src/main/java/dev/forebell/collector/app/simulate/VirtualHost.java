package dev.forebell.collector.app.simulate;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a host that never was would measure: processor and memory wander, disks hold, counters grow.
 * The first file system is the one that mishaps fill. The same seed gives the same values.
 */
final class VirtualHost {
  private static final double DISK = 500e9;

  /** One series and how it moves. */
  private static final class Track {
    final SeriesKey series;
    final boolean counter;
    final double step;
    double value;

    Track(SeriesKey series, double value, double step, boolean counter) {
      this.series = series;
      this.value = value;
      this.step = step;
      this.counter = counter;
    }
  }

  private final SplittableRandom dice;
  private final List<Track> tracks = new ArrayList<>();
  private final double usual;
  private double filled;

  VirtualHost(long seed, int series) {
    this.dice = new SplittableRandom(seed);
    this.usual = 0.2 + 0.4 * dice.nextDouble();
    this.filled = usual;
    gauge("system.cpu.utilization", "cpu.mode", "user", 0.05 + 0.3 * dice.nextDouble(), 0.02);
    gauge("system.cpu.utilization", "cpu.mode", "idle", 0.6, 0.02);
    gauge("system.memory.utilization", "system.memory.state", "used", 0.5, 0.01);
    gauge("forebell.cpu.load_per_cpu", "", "", 0.3, 0.05);
    for (int i = 0; tracks.size() + 4 < series; i++) {
      String device = "eth" + i;
      counter("system.network.io", "network.interface.name", device, 5e4);
      counter("system.network.packet.count", "network.interface.name", device, 50);
      counter("system.disk.io", "system.device", "sd" + i, 2e5);
      counter("system.disk.operations", "system.device", "sd" + i, 20);
    }
  }

  private void gauge(String metric, String key, String value, double start, double step) {
    tracks.add(new Track(series(metric, key, value), start, step, false));
  }

  private void counter(String metric, String key, String value, double step) {
    tracks.add(new Track(series(metric, key, value), dice.nextDouble() * 1e9, step, true));
  }

  private static SeriesKey series(String metric, String key, String value) {
    return key.isEmpty() ? SeriesKey.of(metric) : SeriesKey.of(metric, key, value);
  }

  /** Its disk holds this share from now on. */
  void fill(double share) {
    filled = share;
  }

  void empty() {
    filled = usual;
  }

  /** What is measured now. */
  List<Sample> measure() {
    List<Sample> samples = new ArrayList<>(tracks.size() + 4);
    for (Track track : tracks) {
      double move = dice.nextDouble() * track.step;
      track.value =
          track.counter
              ? track.value + move
              : Math.clamp(track.value + move - track.step / 2, 0, 0.7);
      samples.add(Sample.of(track.series, track.value));
    }
    samples.add(Sample.of(disk("utilization", "used"), filled));
    samples.add(Sample.of(disk("utilization", "free"), 1 - filled));
    samples.add(Sample.of(disk("usage", "used"), filled * DISK));
    samples.add(Sample.of(disk("usage", "free"), (1 - filled) * DISK));
    return samples;
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
}
