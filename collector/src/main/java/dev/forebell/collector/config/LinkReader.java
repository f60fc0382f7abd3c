package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a rule of kind {@code link}; what it does not say is as in the built-in rule. */
final class LinkReader {
  private final ScopeReader scopes;

  LinkReader(ScopeReader scopes) {
    this.scopes = scopes;
  }

  Optional<Rule> read(RuleId id, YamlMap map, String runbook) {
    return map.choice("verdict", List.of(Rule.Verdict.values()), Spelling::of)
        .map(verdict -> link(id, map, runbook, BuiltInRules.of(verdict)));
  }

  private Rule link(RuleId id, YamlMap map, String runbook, Rule.Link usual) {
    Meaning means = LevelReader.means(map).orElse(usual.means());
    return new Rule.Link(
        id,
        scopes.read(map),
        usual.verdict(),
        map.get("after").map(value -> after(value, usual)).orElse(usual.after()),
        LevelReader.severity(map).orElse(usual.severity()),
        means,
        LevelReader.wake(map)
            .orElseGet(() -> map.has("means") ? LevelReader.usualWake(means) : usual.wake()),
        map.duration("clear_for").orElse(usual.clearFor()),
        runbook,
        Fingerprint.of(map.canonical()));
  }

  private static SortedMap<HostKind, Duration> after(YamlValue value, Rule.Link usual) {
    if (!value.isMap()) {
      return time(value).map(BuiltInRules::everyKind).orElse(usual.after());
    }
    if (usual.verdict() == Rule.Verdict.AGENT_LOST) {
      value.problem("agent_lost waits equally long on every kind of host", "one duration");
      return usual.after();
    }
    SortedMap<HostKind, Duration> times = new TreeMap<>(usual.after());
    value.map().ifPresent(map -> times.putAll(KindTimes.read(map, LinkReader::time)));
    return times;
  }

  private static Optional<Duration> time(YamlValue value) {
    return Durations.within(value, "1s", "1h");
  }
}
