package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a rule of kind {@code change}. */
final class ChangeReader {
  private static final Rule.Selector UPTIME =
      new Rule.Selector(Metrics.UPTIME.name(), Attributes.NONE);

  private final ScopeReader scopes;

  ChangeReader(ScopeReader scopes) {
    this.scopes = scopes;
  }

  Optional<Rule.Change> read(RuleId id, YamlMap map, String runbook) {
    Optional<Rule.Of> of = map.choice("of", List.of(Rule.Of.values()), Spelling::of);
    Rule.Scope scope = scopes.read(map);
    List<Rule.Occurs> levels = levels(map);
    Duration hold = map.duration("hold").orElse(Duration.ZERO);
    return of.map(
        known ->
            new Rule.Change(
                id,
                scope,
                known,
                selector(map, known),
                step(map, known),
                announced(map, known),
                levels,
                hold,
                runbook,
                Fingerprint.of(map.canonical())));
  }

  /** What a rule about the host itself looks at is known. */
  private static Rule.Selector selector(YamlMap map, Rule.Of of) {
    if (of == Rule.Of.REBOOT || of == Rule.Of.IDENTITY) {
      forbid(map, "metric", "of: " + Spelling.of(of) + " looks at the host itself");
      forbid(map, "where", "of: " + Spelling.of(of) + " looks at the host itself");
      return UPTIME;
    }
    if (!map.has("metric")) {
      map.problem(
          "of: " + Spelling.of(of) + " needs a metric", "metric: a name of docs/metrics.md");
    }
    return SelectorReader.read(map);
  }

  private static double step(YamlMap map, Rule.Of of) {
    if (of != Rule.Of.STEP) {
      forbid(map, "by", "only of: step has a size");
      return 0;
    }
    if (!map.has("by")) {
      map.problem("of: step needs its size", "by: a number in the metric's unit, above 0");
    }
    BoundReader bounds = new BoundReader(map.text("metric").orElse("unknown"), false);
    return map.get("by").flatMap(bounds::number).orElse(0.0);
  }

  private static boolean announced(YamlMap map, Rule.Of of) {
    if (of != Rule.Of.REBOOT) {
      forbid(map, "announced", "only reboots are announced");
    }
    return map.bool("announced").orElse(false);
  }

  private static void forbid(YamlMap map, String key, String why) {
    map.get(key).ifPresent(value -> value.problem(why, "no " + key));
  }

  private static List<Rule.Occurs> levels(YamlMap map) {
    Optional<Meaning> means =
        LevelReader.means(map)
            .or(() -> map.has("means") ? Optional.of(Meaning.NOTE) : Optional.empty());
    Optional<Wake> wake = LevelReader.wake(map);
    List<YamlValue> items = map.get("levels").flatMap(YamlValue::list).orElse(List.of());
    if (items.isEmpty()) {
      map.get("levels")
          .ifPresent(value -> value.problem("no level is given", "at least one level"));
    }
    List<Rule.Occurs> levels = new ArrayList<>();
    for (YamlValue item : items) {
      level(item, means, wake).ifPresent(level -> add(levels, level, item));
    }
    return levels;
  }

  private static void add(List<Rule.Occurs> levels, Rule.Occurs level, YamlValue at) {
    boolean falls =
        !levels.isEmpty() && level.severity().compareTo(levels.getLast().severity()) < 0;
    if (falls) {
      at.problem(
          "this level is less severe than the one before", "levels in rising order of weight");
    }
    levels.add(level);
  }

  private static Optional<Rule.Occurs> level(
      YamlValue value, Optional<Meaning> ofRule, Optional<Wake> wakeOfRule) {
    return value.map().map(map -> level(map.expect(Shape.OCCURS.keys()), ofRule, wakeOfRule));
  }

  private static Rule.Occurs level(
      YamlMap map, Optional<Meaning> ofRule, Optional<Wake> wakeOfRule) {
    int count = map.integer("count", 1, 1000).orElse(1);
    Optional<Duration> within =
        map.get("within").flatMap(value -> Durations.within(value, "1s", "31d"));
    if (count > 1 && !map.has("within")) {
      map.problem("count needs the time within which it counts", "within: a duration such as 24h");
    }
    Meaning means = LevelReader.meaning(map, ofRule);
    return new Rule.Occurs(
        count,
        within.orElse(Duration.ZERO),
        LevelReader.severity(map).orElse(Severity.WARNING),
        means,
        LevelReader.wake(map).or(() -> wakeOfRule).orElseGet(() -> LevelReader.usualWake(means)));
  }
}
