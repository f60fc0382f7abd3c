package dev.forebell.collector.config;

import dev.forebell.common.config.YamlMap;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.MetricDescriptor.Instrument;
import dev.forebell.common.model.Metrics;
import java.util.Optional;

/** Counters are judged by their rate, everything else by its value. */
final class CounterCheck {
  private CounterCheck() {}

  /** Reads {@code rate} and holds it against what is known of the metric. */
  static boolean rate(YamlMap map, String metric) {
    boolean rate = map.bool("rate").orElse(false);
    Optional<Instrument> instrument = instrument(metric);
    boolean counter = instrument.equals(Optional.of(Instrument.COUNTER));
    if (counter && !rate) {
      map.get("metric")
          .ifPresent(at -> at.problem(metric + " is a counter, it only grows", "rate: true"));
    }
    if (rate && instrument.isPresent() && !counter) {
      map.get("rate").ifPresent(at -> at.problem(metric + " is not a counter", "no rate"));
    }
    return rate;
  }

  /** A rate is divided by a rate, a value by a value. */
  static void divisor(YamlMap map, String metric, boolean rate) {
    Optional<Boolean> counter = instrument(metric).map(kind -> kind == Instrument.COUNTER);
    if (counter.filter(is -> is != rate).isPresent()) {
      map.get("metric")
          .ifPresent(
              at ->
                  at.problem(
                      metric + (rate ? " is not a counter" : " is a counter"),
                      rate
                          ? "a counter, because the rule is about a rate"
                          : "rate: true on the rule, for both"));
    }
  }

  private static Optional<Instrument> instrument(String metric) {
    return Metrics.find(metric).map(MetricDescriptor::instrument);
  }
}
