package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.detect.ForecastLevel;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a rule of kind {@code forecast}. */
final class ForecastReader {
  private static final Duration HISTORY = Duration.ofHours(24);
  private static final Duration CLEAR_FOR = Duration.ofHours(6);
  private final ScopeReader scopes;

  ForecastReader(ScopeReader scopes) {
    this.scopes = scopes;
  }

  Optional<Rule.Forecast> read(RuleId id, YamlMap map, String runbook) {
    Rule.Selector selector = SelectorReader.read(map);
    Duration history =
        map.get("history").flatMap(v -> Durations.within(v, "6h", "14d")).orElse(HISTORY);
    Duration clearFor =
        map.get("clear_for").flatMap(v -> Durations.within(v, "10m", "7d")).orElse(CLEAR_FOR);
    List<ForecastLevel> levels = levels(map);
    return new BoundReader(selector.metric(), false)
        .read(map)
        .map(
            limit ->
                new Rule.Forecast(
                    id,
                    scopes.read(map),
                    selector,
                    limit.above(),
                    limit.value(),
                    history,
                    levels,
                    clearFor,
                    runbook,
                    Fingerprint.of(map.canonical())));
  }

  private static List<ForecastLevel> levels(YamlMap map) {
    Meaning means = LevelReader.means(map).orElse(Meaning.RISK);
    Optional<Wake> wake = LevelReader.wake(map);
    List<YamlValue> items = map.get("levels").flatMap(YamlValue::list).orElse(List.of());
    if (items.isEmpty()) {
      map.get("levels")
          .ifPresent(value -> value.problem("no level is given", "at least one level"));
    }
    List<Optional<ForecastLevel>> levels =
        items.stream().map(item -> item.map().flatMap(level -> level(level, means, wake))).toList();
    for (int i = 1; i < levels.size(); i++) {
      checkOrder(items.get(i), levels.get(i - 1), levels.get(i));
    }
    return levels.stream().flatMap(Optional::stream).toList();
  }

  private static void checkOrder(
      YamlValue at, Optional<ForecastLevel> lighter, Optional<ForecastLevel> heavier) {
    if (lighter.isPresent()
        && heavier.isPresent()
        && heavier.get().severity().compareTo(lighter.get().severity()) < 0) {
      at.problem(
          "this level is less severe than the one before", "levels in rising order of weight");
    }
  }

  private static Optional<ForecastLevel> level(
      YamlMap map, Meaning usual, Optional<Wake> usualWake) {
    map.expect(Shape.FORECAST_LEVEL.keys());
    Severity severity = LevelReader.severity(map).orElse(Severity.WARNING);
    Meaning means = LevelReader.means(map).orElse(usual);
    Wake wake = LevelReader.wake(map).or(() -> usualWake).orElse(LevelReader.usualWake(means));
    Optional<Rule.Guard> guard = map.map("and").flatMap(LevelReader::guard);
    return map.get("within")
        .flatMap(WithinReader::read)
        .map(within -> new ForecastLevel(severity, within, guard, means, wake));
  }
}
