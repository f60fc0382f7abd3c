package dev.forebell.collector.app.simulate;

import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a host that never was would measure: processor and memory wander, disks hold, counters grow.
 * The first file system is the one that mishaps fill. The same seed gives the same values.
 */
final class VirtualHost {
  private static final double DISK = 500e9;
  private static final double HIGHEST = 0.7;

  private final SplittableRandom dice;
  private final FleetSeries series;
  private final double[] values;
  private final double usual;
  private double filled;

  VirtualHost(long seed, FleetSeries series) {
    this.dice = new SplittableRandom(seed);
    this.series = series;
    this.usual = 0.2 + 0.4 * dice.nextDouble();
    this.filled = usual;
    double load = 0.3 * dice.nextDouble();
    this.values = new double[series.moving().size()];
    for (int i = 0; i < values.length; i++) {
      FleetSeries.Moving moving = series.moving().get(i);
      values[i] = moving.counter() ? dice.nextDouble() * 1e9 : moving.start() + (i == 0 ? load : 0);
    }
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
    List<Sample> samples = new ArrayList<>(series.size());
    for (int i = 0; i < values.length; i++) {
      FleetSeries.Moving moving = series.moving().get(i);
      double move = dice.nextDouble() * moving.step();
      values[i] =
          moving.counter()
              ? values[i] + move
              : Math.clamp(values[i] + move - moving.step() / 2, 0, HIGHEST);
      samples.add(Sample.of(moving.series(), values[i]));
    }
    samples.add(Sample.of(series.diskUsed(), filled));
    samples.add(Sample.of(series.diskFree(), 1 - filled));
    samples.add(Sample.of(series.bytesUsed(), filled * DISK));
    samples.add(Sample.of(series.bytesFree(), (1 - filled) * DISK));
    return samples;
  }
}
