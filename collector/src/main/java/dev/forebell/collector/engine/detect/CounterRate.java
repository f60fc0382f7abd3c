package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.Point;
import java.time.Duration;
import java.util.Optional;

/** The increase per second of a counter. */
final class CounterRate {
  private CounterRate() {}

  /**
   * The rate between two readings.
   *
   * @return empty after a reset (the counter went back), over a gap of more than {@code maxGap}, or
   *     without time between them: such a step says nothing
   */
  static Optional<Point> between(Point earlier, Point later, Duration maxGap) {
    Duration time = Duration.between(earlier.at(), later.at());
    boolean reset = later.value() < earlier.value();
    if (reset || !time.isPositive() || time.compareTo(maxGap) > 0) {
      return Optional.empty();
    }
    double seconds = time.toNanos() / 1e9;
    return Optional.of(new Point(later.at(), (later.value() - earlier.value()) / seconds));
  }
}
