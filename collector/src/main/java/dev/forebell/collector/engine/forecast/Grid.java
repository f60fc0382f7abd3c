package dev.forebell.collector.engine.forecast;

import java.util.Arrays;
import java.util.List;

/** A stretch of history as arrays, newest cell last; a cell without values is NaN. */
final class Grid {
  private final double[] floors;
  private final double[] ceilings;
  private final double cellHours;

  private Grid(double[] floors, double[] ceilings, double cellHours) {
    this.floors = floors;
    this.ceilings = ceilings;
    this.cellHours = cellHours;
  }

  static Grid fine(History history) {
    return of(
        history.fine(), history.open().index(), History.FINE_KEPT, 1.0 / History.FINE_PER_HOUR);
  }

  /** Hours; the newest may be a part of one. */
  static Grid hours(History history) {
    long end = Math.ceilDiv(history.open().index(), History.FINE_PER_HOUR);
    return of(history.hours(), end, History.HOURS_KEPT, 1);
  }

  private static Grid of(List<Bucket> buckets, long end, int most, double cellHours) {
    long first = buckets.isEmpty() ? end : Math.max(buckets.getFirst().index(), end - most);
    int size = (int) (end - first);
    double[] floors = new double[size];
    double[] ceilings = new double[size];
    Arrays.fill(floors, Double.NaN);
    Arrays.fill(ceilings, Double.NaN);
    for (Bucket bucket : buckets) {
      int at = (int) (bucket.index() - first);
      if (at >= 0 && at < size) {
        floors[at] = bucket.floor();
        ceilings[at] = bucket.ceiling();
      }
    }
    return new Grid(floors, ceilings, cellHours);
  }

  double cellHours() {
    return cellHours;
  }

  double mostHours(int cells) {
    return cells * cellHours;
  }

  int size() {
    return floors.length;
  }

  /** Lowest floor in {@code [from, to)}; NaN if fewer than half of its cells have values. */
  double floor(int from, int to) {
    double lowest = Double.POSITIVE_INFINITY;
    int seen = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(floors[i])) {
        lowest = Math.min(lowest, floors[i]);
        seen++;
      }
    }
    return 2 * seen >= to - from ? lowest : Double.NaN;
  }

  /** Highest ceiling in {@code [from, to)}; NaN if fewer than half of its cells have values. */
  double ceiling(int from, int to) {
    double highest = Double.NEGATIVE_INFINITY;
    int seen = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(ceilings[i])) {
        highest = Math.max(highest, ceilings[i]);
        seen++;
      }
    }
    return 2 * seen >= to - from ? highest : Double.NaN;
  }

  /**
   * The highest level that was held for {@code cells} cells in a row before {@code end}; negative
   * infinity if there was none.
   */
  double highGround(int cells, int end) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int from = 0; from + cells <= end; from++) {
      double held = floor(from, from + cells);
      if (held > highest) {
        highest = held;
      }
    }
    return highest;
  }

  /**
   * By how much the floors fell within {@code span} cells before {@code end}: the second largest
   * fall, at least {@code span} cells from the largest, so that one clean-up is no habit. Zero:
   * there are no two.
   */
  double habitualFall(int span, int end) {
    double largest = 0;
    double second = 0;
    int at = -span - 1;
    for (int from = 0; from < end - 1; from++) {
      double fall = floors[from] - lowest(from + 1, Math.min(end, from + 1 + span));
      if (fall > largest) {
        second = from - at > span ? largest : second;
        largest = fall;
        at = from;
      } else if (fall > second && from - at > span) {
        second = fall;
      }
    }
    return second;
  }

  private double lowest(int from, int to) {
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      lowest = floors[i] < lowest ? floors[i] : lowest;
    }
    return lowest;
  }
}
