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
   * What comes and goes within {@code span} cells before {@code end}: what it rose by and what it
   * gave back, the smaller of both; of each the second largest, at least {@code span} cells from
   * the largest, so that one clean-up is no habit. Zero: there are no two.
   */
  double habit(int span, int end) {
    return Math.min(habitual(span, end, -1), habitual(span, end, 1));
  }

  private double habitual(int span, int end, int direction) {
    double largest = 0;
    double second = 0;
    int at = -span - 1;
    for (int from = 0; from < end - 1; from++) {
      double change = furthest(from, Math.min(end, from + 1 + span), direction);
      if (change > largest) {
        second = from - at > span ? largest : second;
        largest = change;
        at = from;
      } else if (change > second && from - at > span) {
        second = change;
      }
    }
    return second;
  }

  /** How far the floors went up (1) or down (-1) from a cell until {@code to}. */
  private double furthest(int from, int to, int direction) {
    double most = 0;
    for (int i = from + 1; i < to; i++) {
      double change = direction * (floors[i] - floors[from]);
      most = change > most ? change : most;
    }
    return most;
  }
}
