package dev.forebell.collector.config;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.detect.Rule;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The link rules that hold for every host no configured rule of the same verdict covers: a host
 * that falls silent is noticed even under an empty configuration.
 */
final class BuiltInRules {
  static final Rule.Link HOST_DOWN =
      new Rule.Link(
          new RuleId("host_down"),
          ScopeReader.ALL,
          Rule.Verdict.HOST_DOWN,
          confirmTimes(),
          Severity.CRITICAL,
          Meaning.OUTAGE,
          Wake.NOW,
          Duration.ofSeconds(60),
          "",
          "built-in");
  static final Rule.Link AGENT_LOST =
      new Rule.Link(
          new RuleId("agent_lost"),
          ScopeReader.ALL,
          Rule.Verdict.AGENT_LOST,
          everyKind(Duration.ofMinutes(5)),
          Severity.WARNING,
          Meaning.DEGRADATION,
          Wake.HOURS,
          Duration.ofSeconds(60),
          "",
          "built-in");
  static final List<Rule.Link> ALL = List.of(AGENT_LOST, HOST_DOWN);

  private BuiltInRules() {}

  static Rule.Link of(Rule.Verdict verdict) {
    return switch (verdict) {
      case HOST_DOWN -> HOST_DOWN;
      case AGENT_LOST -> AGENT_LOST;
    };
  }

  static SortedMap<HostKind, Duration> everyKind(Duration duration) {
    SortedMap<HostKind, Duration> times = new TreeMap<>();
    for (HostKind kind : HostKind.values()) {
      times.put(kind, duration);
    }
    return times;
  }

  private static SortedMap<HostKind, Duration> confirmTimes() {
    EnumMap<HostKind, Duration> times = new EnumMap<>(HostKind.class);
    for (HostKind kind : HostKind.values()) {
      times.put(kind, confirm(kind));
    }
    return new TreeMap<>(times);
  }

  private static Duration confirm(HostKind kind) {
    return switch (kind) {
      case BROKER, VIRTUALISATION_HOST, GATEWAY -> Duration.ofSeconds(15);
      case SERVER, VDI_HOST, DEVICE -> Duration.ofSeconds(30);
      case DESKTOP -> Duration.ofSeconds(120);
    };
  }
}
