package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads one level of a threshold.
 *
 * @param bounds of the rule's metric
 * @param means the rule's, for levels that say nothing
 * @param wake the rule's, for levels that say nothing; empty: what suits the meaning
 */
record LevelReader(BoundReader bounds, Optional<Meaning> means, Optional<Wake> wake) {
  private static final BigDecimal SMALLER = new BigDecimal("0.95");
  private static final BigDecimal LARGER = new BigDecimal("1.05");

  static Optional<Meaning> means(YamlMap map) {
    return map.choice("means", List.of(Meaning.values()), Meaning::id);
  }

  static Optional<Wake> wake(YamlMap map) {
    return map.choice("wake", List.of(Wake.values()), Wake::id);
  }

  static Optional<Severity> severity(YamlMap map) {
    return map.choice("severity", List.of(Severity.values()), Severity::id);
  }

  /** Nobody is woken for a risk or a note unless the rule says so. */
  static Wake usualWake(Meaning means) {
    return switch (means) {
      case OUTAGE, DEGRADATION -> Wake.HOURS;
      case RISK, NOTE -> Wake.NEVER;
    };
  }

  /** The meaning of a level, else of its rule; a problem if neither says one. */
  static Meaning meaning(YamlMap level, Optional<Meaning> ofRule) {
    Optional<Meaning> meaning = means(level).or(() -> ofRule);
    if (meaning.isEmpty() && !level.has("means")) {
      level.problem(
          "neither the level nor its rule says what it means",
          "means: outage, degradation, risk or note");
    }
    return meaning.orElse(Meaning.NOTE);
  }

  Optional<Rule.Level> read(YamlValue value) {
    return value.map().flatMap(map -> level(map.expect(Shape.LEVEL.keys())));
  }

  private Optional<Rule.Level> level(YamlMap map) {
    Optional<Severity> severity = severity(map);
    Meaning meaning = meaning(map, means);
    Optional<Duration> held = map.duration("for");
    Optional<Integer> count = map.integer("count", 1, 1000);
    Optional<Rule.Guard> guard = map.map("and").flatMap(LevelReader::guard);
    Optional<Wake> wakes = wake(map).or(() -> wake);
    return bounds
        .read(map)
        .map(
            bound ->
                new Rule.Level(
                    severity.orElse(Severity.WARNING),
                    bound.above(),
                    bound.value(),
                    clear(map, bound),
                    held.orElse(Duration.ZERO),
                    count.orElse(1),
                    guard,
                    meaning,
                    wakes.orElseGet(() -> usualWake(meaning))));
  }

  static Optional<Rule.Guard> guard(YamlMap map) {
    map.expect(Shape.GUARD.keys());
    Rule.Selector selector = SelectorReader.read(map);
    boolean rate = CounterCheck.rate(map, selector.metric());
    Rule.Quantity quantity = new Rule.Quantity(selector, rate);
    return new BoundReader(selector.metric(), rate)
        .read(map)
        .map(bound -> new Rule.Guard(quantity, bound.above(), bound.value()));
  }

  private double clear(YamlMap map, BoundReader.Bound bound) {
    Optional<Double> clear = map.get("clear").flatMap(bounds::number);
    clear.ifPresent(value -> map.get("clear").ifPresent(at -> checkSide(at, bound, value)));
    return clear.orElseGet(() -> usualClear(bound));
  }

  private static void checkSide(YamlValue at, BoundReader.Bound bound, double clear) {
    if (bound.above() ? clear > bound.value() : clear < bound.value()) {
      at.problem(
          "the clear level is on the bad side of the level",
          bound.above() ? "at most the value of above" : "at least the value of below");
    }
  }

  /**
   * Five per cent back to the good side; a ratio never has to exceed 1 to be good again. Counted in
   * decimals: 105 % of 10 % is 10.5 %, and a sample of just that is good.
   */
  private double usualClear(BoundReader.Bound bound) {
    boolean larger = bound.above() == (bound.value() < 0);
    double clear =
        BigDecimal.valueOf(bound.value()).multiply(larger ? LARGER : SMALLER).doubleValue();
    boolean ratio =
        !bounds.rate()
            && !bounds.divided()
            && Metrics.find(bounds.metric())
                .map(MetricDescriptor::unit)
                .filter("1"::equals)
                .isPresent();
    return ratio ? Math.min(clear, 1) : clear;
  }
}
