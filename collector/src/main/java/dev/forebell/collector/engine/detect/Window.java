package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One number out of the points of the last stretch of time. */
final class Window {
  /** A window covered by less than this share answers nothing. */
  private static final double MIN_COVERAGE = 0.8;

  private Window() {}

  /** The points of {@code (newest - length, newest]}, with {@code newest} added. */
  static List<Point> slide(List<Point> points, Point newest, Duration length) {
    Instant start = newest.at().minus(length);
    List<Point> kept = new ArrayList<>(points.size() + 1);
    for (Point point : points) {
      if (point.at().isAfter(start) && point.at().isBefore(newest.at())) {
        kept.add(point);
      }
    }
    kept.add(newest);
    return kept;
  }

  /**
   * The aggregate, at the time of the newest point.
   *
   * @param points oldest first, not empty, all within the window
   * @param interval for how long a point stands that has no predecessor within {@code maxGap}
   * @return empty while the window is not covered well enough
   */
  static Optional<Point> aggregate(
      List<Point> points, Rule.Window window, Duration interval, Duration maxGap) {
    if (covered(points, interval, maxGap) < MIN_COVERAGE * window.length().toNanos()) {
      return Optional.empty();
    }
    double value =
        switch (window.aggregate()) {
          case AVG -> points.stream().mapToDouble(Point::value).average().orElseThrow();
          case MIN -> points.stream().mapToDouble(Point::value).min().orElseThrow();
          case MAX -> points.stream().mapToDouble(Point::value).max().orElseThrow();
          case LAST -> points.getLast().value();
        };
    return Optional.of(new Point(points.getLast().at(), value));
  }

  /** Each point stands for the time since its predecessor; after a gap for one interval. */
  private static double covered(List<Point> points, Duration interval, Duration maxGap) {
    double nanos = interval.toNanos();
    for (int i = 1; i < points.size(); i++) {
      Duration step = Duration.between(points.get(i - 1).at(), points.get(i).at());
      nanos += (step.compareTo(maxGap) > 0 ? interval : step).toNanos();
    }
    return nanos;
  }
}
