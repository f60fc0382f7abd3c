package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.time.Instant;
import java.util.OptionalDouble;

/** Whether a number can be true at all; one that cannot is as good as missing. */
final class Plausibility {
  /** A ratio may exceed 1 by rounding and by counters read a moment apart, never by more. */
  private static final double MAX_RATIO = 1.01;

  private Plausibility() {}

  /** The sample's number; empty if it is unavailable, negative where it cannot be, or absurd. */
  static OptionalDouble number(Sample sample) {
    return switch (sample.reading()) {
      case Reading.Value value when plausible(sample.series().metric(), value.value()) ->
          OptionalDouble.of(value.value());
      case Reading.Value _ -> OptionalDouble.empty();
      case Reading.Unavailable _ -> OptionalDouble.empty();
    };
  }

  /** What a rule judges of a number that was read: the number, or how far from zero it is. */
  static Evidence.Point judged(Rule.Threshold rule, Instant at, double number) {
    return new Evidence.Point(at, rule.absolute() ? Math.abs(number) : number);
  }

  private static boolean plausible(String metric, double value) {
    if (metric.startsWith("hw.") || metric.endsWith(".offset")) {
      return true;
    }
    return value >= 0 && (value <= MAX_RATIO || !isRatio(metric));
  }

  private static boolean isRatio(String metric) {
    return metric.endsWith(".utilization")
        && (metric.startsWith("system.") || metric.startsWith("forebell."));
  }
}
