package dev.forebell.collector.engine.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Growth that was found real on one scale. Times within are hours before now. */
final class Trend {
  /** Of all pairs of floors at least this share must rise: one of ten may fall. */
  private static final double RISING = 0.9;

  /** The newest step must be at least this share of a mean one: growth goes on. */
  private static final double STILL = 0.5;

  /** Within a day, a rise must be so many times what comes and goes by habit. */
  private static final double HABIT = 1.5;

  /** With so many blocks, steps that grow may still be chance. */
  private static final int SOME = 5;

  /** Least share of the rise in the first step of growth that gathers speed. */
  private static final double BEGINNING = 0.04;

  /** A curve is believed for at most so many times the rise that showed it. */
  private static final double CURVE_REACH = 6;

  private final Scale scale;

  /** By how much the floors rose while they were looked at. */
  private final double seen;

  /** Per hour, of all pairs of floors, in rising order. */
  private final double[] slopes;

  /** Per hour, as it goes on from now. */
  private final double slope;

  /** By how much the slope grows each hour; 0: growth is taken as a line. */
  private final double gain;

  /** Share of pairs that agree on the slope; 1 where growth gathers speed step by step. */
  private final double agreement;

  /** The floors' line at now. */
  private final double floorNow;

  /** The ceilings' line at now. */
  private final double ceilingNow;

  /** How far the highest ceiling stands above the ceilings' line. */
  private final double tooth;

  private Trend(
      Scale scale,
      double seen,
      double[] slopes,
      double slope,
      double gain,
      double agreement,
      double floorNow,
      double ceilingNow,
      double tooth) {
    this.scale = scale;
    this.seen = seen;
    this.slopes = slopes;
    this.slope = slope;
    this.gain = gain;
    this.agreement = agreement;
    this.floorNow = floorNow;
    this.ceilingNow = ceilingNow;
    this.tooth = tooth;
  }

  /** The trend of the newest blocks; empty: there is none, or history explains it. */
  static Optional<Trend> of(Grid grid, Grid hours, Scale scale) {
    int cells = (int) Math.round(scale.blockHours() / grid.cellHours());
    int first = grid.size() - cells * scale.blocks();
    if (first < 0) {
      return Optional.empty();
    }
    double[] floors = new double[scale.blocks()];
    double[] ceilings = new double[scale.blocks()];
    for (int i = 0; i < floors.length; i++) {
      floors[i] = grid.floor(first + i * cells, first + (i + 1) * cells);
      ceilings[i] = grid.ceiling(first + i * cells, first + (i + 1) * cells);
      if (Double.isNaN(floors[i])) {
        return Optional.empty();
      }
    }
    boolean real = isSteady(floors, scale) && isNewGround(floors, hours, scale);
    return real
        ? Optional.of(of(scale, floors, ceilings)).filter(trend -> !trend.standsStill(grid))
        : Optional.empty();
  }

  /** Whether it moved by less than half of what the trend says since the middle of a block ago. */
  private boolean standsStill(Grid grid) {
    int cells = (int) Math.ceil(scale.blockHours() / grid.cellHours() / 2);
    int end = grid.size();
    double moved = grid.ceiling(end - cells, end) - grid.floor(end - cells, end);
    return moved < STILL * slope * cells * grid.cellHours();
  }

  /** Mann-Kendall's count of rising pairs, no step that makes the trend, and it goes on. */
  private static boolean isSteady(double[] floors, Scale scale) {
    int n = floors.length;
    double rise = floors[n - 1] - floors[0];
    if (rise <= 0) {
      return false;
    }
    int rising = 0;
    double highest = 0;
    for (int i = 0; i < n; i++) {
      highest = i == 0 ? 0 : Math.max(highest, floors[i] - floors[i - 1]);
      for (int j = i + 1; j < n; j++) {
        rising += floors[j] > floors[i] ? 1 : 0;
      }
    }
    double last = floors[n - 1] - floors[n - 2];
    return rising >= RISING * n * (n - 1) / 2
        && highest <= scale.step() * rise
        && last >= STILL * rise / (n - 1);
  }

  /** What was held before and given back does not count as growth when it comes again. */
  private static boolean isNewGround(double[] floors, Grid hours, Scale scale) {
    int cells = (int) Math.max(1, Math.round(scale.blockHours()));
    int end = hours.size() - (int) Math.ceil(scale.spanHours());
    double last = floors[floors.length - 1];
    double rise = last - floors[0];
    if (last - hours.highGround(cells, end) < scale.newGround() * rise) {
      return false;
    }
    int span = (int) Math.ceil(scale.spanHours());
    return !scale.isWithinDay() || rise > HABIT * hours.habit(span, end);
  }

  private static Trend of(Scale scale, double[] floors, double[] ceilings) {
    double[] slopes = slopes(floors, scale.blockHours());
    return gathersSpeed(floors)
        ? curve(scale, slopes, floors, ceilings)
        : line(scale, slopes, floors, ceilings);
  }

  private static double[] slopes(double[] floors, double hours) {
    int n = floors.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        slopes[at++] = (floors[j] - floors[i]) / ((j - i) * hours);
      }
    }
    Arrays.sort(slopes);
    return slopes;
  }

  /** Growth that gathers speed goes on gathering it: its newest pace, brought forward to now. */
  private static Trend curve(Scale scale, double[] slopes, double[] floors, double[] ceilings) {
    int n = floors.length;
    double hours = scale.blockHours();
    double newest = (floors[n - 1] - floors[n - 3]) / (2 * hours);
    double oldest = (floors[2] - floors[0]) / (2 * hours);
    double gain = (newest - oldest) / ((n - 3) * hours);
    // a block's floor is at its beginning: the newest pace is that of two blocks ago
    double slope = newest + gain * 2 * hours;
    double low = floors[n - 1] + newest * hours;
    double seen = floors[n - 1] - floors[0];
    return new Trend(scale, seen, slopes, slope, gain, 1, low, ceilings[n - 1], 0);
  }

  private static Trend line(Scale scale, double[] slopes, double[] floors, double[] ceilings) {
    int n = floors.length;
    double hours = scale.blockHours();
    double slope = median(slopes);
    double[] low = new double[n];
    double[] high = new double[n];
    for (int i = 0; i < n; i++) {
      low[i] = floors[i] + slope * (n - i) * hours;
      high[i] = ceilings[i] + slope * (n - 1 - i) * hours;
    }
    Arrays.sort(low);
    Arrays.sort(high);
    double line = median(high);
    double seen = floors[n - 1] - floors[0];
    return new Trend(
        scale,
        seen,
        slopes,
        slope,
        0,
        agreement(slopes, slope),
        median(low),
        line,
        high[n - 1] - line);
  }

  /**
   * Every step is larger than the one before, and there are enough that chance does not do it; a
   * first step of nothing is what a burst begins with.
   */
  private static boolean gathersSpeed(double[] floors) {
    double rise = floors[floors.length - 1] - floors[0];
    boolean faster = floors.length > SOME && floors[1] - floors[0] > BEGINNING * rise;
    for (int i = 2; i < floors.length; i++) {
      faster &= floors[i] - floors[i - 1] > floors[i - 1] - floors[i - 2];
    }
    return faster;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** When the limit is reached; empty: later than this scale can say. */
  Optional<Outlook> outlook(History history, double limit) {
    double likely = hoursFor(limit - ceilingNow - tooth);
    if (likely > scale.reachHours() || agreement < scale.agreement()) {
      return Optional.empty();
    }
    double steep = Math.max(slopes[slopes.length * 3 / 4], slope);
    double flat = Math.max(slopes[slopes.length / 4], slope / 4);
    double earliest = (limit - ceilingNow - tooth) / steep;
    double latest = (limit - Math.min(floorNow, ceilingNow)) / flat;
    Instant now = history.closedUpTo();
    return Optional.of(
        new Outlook(
            now,
            slope * 24,
            agreement,
            duration(scale.spanHours()),
            history.length(),
            after(now, Math.min(earliest, likely)),
            after(now, likely),
            after(now, Math.max(latest, likely))));
  }

  /** How long a rise takes at the present pace, and its gain as far as that is believed. */
  private double hoursFor(double rise) {
    if (gain <= 0 || rise > CURVE_REACH * seen) {
      return rise / slope;
    }
    return (Math.sqrt(slope * slope + 2 * gain * Math.max(0, rise)) - slope) / gain;
  }

  private static double agreement(double[] slopes, double slope) {
    int near = 0;
    for (double one : slopes) {
      near += Math.abs(one - slope) <= slope / 2 ? 1 : 0;
    }
    return (double) near / slopes.length;
  }

  private static Instant after(Instant now, double hours) {
    return now.plus(duration(Math.max(0, hours)));
  }

  private static Duration duration(double hours) {
    return Duration.ofSeconds(Math.round(hours * 3600));
  }
}
