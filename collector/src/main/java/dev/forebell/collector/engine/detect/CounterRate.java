package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence.Point;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** The increase per second of a counter; resets and wraps are told apart. */
final class CounterRate {
  /** Widths at which counters of the world begin again from zero. */
  private static final double[] WIDTHS = {0x1p32, 0x1p64};

  /** A counter wrapped only if it was in the last of so many parts, and is in the first. */
  private static final double PARTS = 16;

  private CounterRate() {}

  /**
   * The rate between two readings.
   *
   * @return empty after a reset (the counter went back), over a gap of more than {@code maxGap}, or
   *     without time between them: such a step says nothing
   */
  static Optional<Point> between(Point earlier, Point later, Duration maxGap) {
    Duration time = Duration.between(earlier.at(), later.at());
    OptionalDouble increase = increase(earlier.value(), later.value());
    if (increase.isEmpty() || !time.isPositive() || time.compareTo(maxGap) > 0) {
      return Optional.empty();
    }
    double seconds = time.toNanos() / 1e9;
    return Optional.of(new Point(later.at(), increase.getAsDouble() / seconds));
  }

  /** How much was counted; empty after a reset. */
  private static OptionalDouble increase(double earlier, double later) {
    if (later >= earlier) {
      return OptionalDouble.of(later - earlier);
    }
    for (double width : WIDTHS) {
      boolean wrapped =
          earlier < width && earlier >= width - width / PARTS && later < width / PARTS;
      if (wrapped) {
        return OptionalDouble.of(width - earlier + later);
      }
    }
    return OptionalDouble.empty();
  }
}
