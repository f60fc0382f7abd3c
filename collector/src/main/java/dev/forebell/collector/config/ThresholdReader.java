package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.detect.Aggregate;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a rule of kind {@code threshold}. */
final class ThresholdReader {
  private static final Duration CLEAR_FOR = Duration.ofMinutes(5);
  private final ScopeReader scopes;

  ThresholdReader(ScopeReader scopes) {
    this.scopes = scopes;
  }

  Optional<Rule.Threshold> read(RuleId id, YamlMap map, String runbook) {
    Rule.Selector selector = SelectorReader.read(map);
    boolean rate = CounterCheck.rate(map, selector.metric());
    Optional<Rule.Selector> divisor =
        map.map("divide_by").map(by -> divisor(by.expect(Shape.DIVISOR.keys()), rate));
    return Optional.of(
        new Rule.Threshold(
            id,
            scopes.read(map),
            selector,
            rate,
            absolute(map, rate),
            divisor,
            map.get("window").flatMap(ThresholdReader::window),
            map.get("not_in_first").flatMap(value -> Durations.within(value, "1m", "12h")),
            levels(map, new BoundReader(selector.metric(), rate, divisor.isPresent())),
            map.duration("clear_for").orElse(CLEAR_FOR),
            runbook,
            Fingerprint.of(map.canonical())));
  }

  private static boolean absolute(YamlMap map, boolean rate) {
    boolean absolute = map.bool("absolute").orElse(false);
    if (absolute && rate) {
      map.get("absolute")
          .ifPresent(at -> at.problem("a rate is never negative", "either rate or absolute"));
    }
    return absolute;
  }

  private static Rule.Selector divisor(YamlMap map, boolean rate) {
    Rule.Selector selector = SelectorReader.read(map);
    CounterCheck.divisor(map, selector.metric(), rate);
    return selector;
  }

  /** A meaning that is wrong was reported: its levels need not complain again. */
  private static Optional<Meaning> means(YamlMap map) {
    Optional<Meaning> standIn = map.has("means") ? Optional.of(Meaning.NOTE) : Optional.empty();
    return LevelReader.means(map).or(() -> standIn);
  }

  private static List<Rule.Level> levels(YamlMap map, BoundReader bounds) {
    LevelReader reader = new LevelReader(bounds, means(map), LevelReader.wake(map));
    List<YamlValue> items = map.get("levels").flatMap(YamlValue::list).orElse(List.of());
    if (items.isEmpty()) {
      map.get("levels")
          .ifPresent(value -> value.problem("no level is given", "at least one level"));
    }
    List<Optional<Rule.Level>> levels = items.stream().map(reader::read).toList();
    for (int i = 1; i < levels.size(); i++) {
      checkOrder(items.get(i), levels.get(i - 1), levels.get(i));
    }
    return levels.stream().flatMap(Optional::stream).toList();
  }

  private static void checkOrder(
      YamlValue at, Optional<Rule.Level> lighter, Optional<Rule.Level> heavier) {
    lighter
        .flatMap(before -> heavier.flatMap(level -> orderProblem(before, level)))
        .ifPresent(what -> at.problem(what, "levels in rising order of weight"));
  }

  private static Optional<String> orderProblem(Rule.Level before, Rule.Level level) {
    if (before.above() != level.above()) {
      return Optional.of("one level is above and another below");
    }
    if (level.severity().compareTo(before.severity()) < 0) {
      return Optional.of("this level is less severe than the one before");
    }
    boolean nearer =
        level.above() ? level.bound() < before.bound() : level.bound() > before.bound();
    return nearer
        ? Optional.of("this level is reached before the one that stands before it")
        : Optional.empty();
  }

  private static Optional<Rule.Window> window(YamlValue value) {
    return value.isMap()
        ? value.map().flatMap(map -> window(map.expect(Shape.WINDOW.keys())))
        : length(value).map(length -> new Rule.Window(length, Aggregate.AVG));
  }

  private static Optional<Rule.Window> window(YamlMap map) {
    Aggregate aggregate =
        map.choice("aggregate", List.of(Aggregate.values()), Spelling::of).orElse(Aggregate.AVG);
    return map.get("length")
        .flatMap(ThresholdReader::length)
        .map(length -> new Rule.Window(length, aggregate));
  }

  /** Longer ones could not be refilled after a restart from what agents retain. */
  private static Optional<Duration> length(YamlValue value) {
    return Durations.within(value, "1s", "1h");
  }
}
