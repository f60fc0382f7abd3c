package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a rule of kind {@code absent}. */
final class AbsentReader {
  private static final Duration HOLD_FOR = Duration.ofMinutes(5);
  private static final Duration CLEAR_FOR = Duration.ofMinutes(5);

  private final ScopeReader scopes;

  AbsentReader(ScopeReader scopes) {
    this.scopes = scopes;
  }

  Optional<Rule.Absent> read(RuleId id, YamlMap map, String runbook) {
    Meaning means = LevelReader.means(map).orElse(Meaning.NOTE);
    return Optional.of(
        new Rule.Absent(
            id,
            scopes.read(map),
            SelectorReader.read(map),
            map.get("expect").map(AbsentReader::expected).orElse(List.of(Attributes.NONE)),
            map.duration("for").orElse(HOLD_FOR),
            LevelReader.severity(map).orElse(Severity.WARNING),
            means,
            LevelReader.wake(map).orElseGet(() -> LevelReader.usualWake(means)),
            map.duration("clear_for").orElse(CLEAR_FOR),
            runbook,
            Fingerprint.of(map.canonical())));
  }

  private static List<Attributes> expected(YamlValue value) {
    List<Attributes> expected = value.each(item -> Optional.of(ScopeReader.attributes(item)));
    if (expected.isEmpty()) {
      value.problem("nothing is expected", "at least one map of attributes, or no expect at all");
    }
    return expected;
  }
}
