package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Step;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.model.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One host under detection, its rules, and everything it was heard to say. Seconds count from 0.
 */
final class DetectFixture {
  static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  static final String METRIC = "system.filesystem.utilization";
  static final SeriesKey ROOT = SeriesKey.of(METRIC, "system.filesystem.mountpoint", "/");
  static final SeriesKey ROOT_OF_DATA =
      SeriesKey.of(METRIC, "system.filesystem.mountpoint", "/data");
  static final Rule.Scope ALL =
      new Rule.Scope(List.of(), List.of(), List.of(), List.of(), Where.ANY);

  HostState state;
  Optional<Instant> wakeAt = Optional.empty();
  final List<DetectOutput> outputs = new ArrayList<>();
  private Optional<Watch> late = Optional.empty();
  private long sequence;

  DetectFixture(Rule... rules) {
    this(HostKind.SERVER, rules);
  }

  DetectFixture(HostKind kind, Rule... rules) {
    state = HostState.initial(profile(kind, List.of(rules)), START);
  }

  static HostProfile profile(HostKind kind, List<Rule> rules) {
    return new HostProfile(
        new HostId("web-1"),
        new CustomerId("acme"),
        new SiteId("hq"),
        kind,
        Attributes.NONE,
        Optional.empty(),
        Duration.ofSeconds(kind == HostKind.DESKTOP ? 5 : 1),
        Duration.ofSeconds(10),
        rules);
  }

  static Rule.Threshold threshold(Duration clearFor, Rule.Level... levels) {
    return new Rule.Threshold(
        new RuleId("disk-full"),
        ALL,
        new Rule.Selector(METRIC, Attributes.NONE),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(levels),
        clearFor,
        "disk.md",
        "v1");
  }

  static Rule.Threshold on(
      Rule.Threshold rule, String metric, boolean rate, Optional<Rule.Window> window) {
    return new Rule.Threshold(
        rule.id(),
        rule.appliesTo(),
        new Rule.Selector(metric, rule.selector().where()),
        rate,
        rule.absolute(),
        Optional.empty(),
        window,
        rule.notInFirst(),
        rule.levels(),
        rule.clearFor(),
        rule.runbook(),
        rule.version());
  }

  static Rule.Level above(Severity severity, double bound, double clear, int holdSeconds) {
    return new Rule.Level(
        severity,
        true,
        bound,
        clear,
        Duration.ofSeconds(holdSeconds),
        1,
        Optional.empty(),
        Meaning.DEGRADATION,
        Wake.HOURS);
  }

  static Rule.Level counted(Rule.Level level, int count) {
    return new Rule.Level(
        level.severity(),
        level.above(),
        level.bound(),
        level.clear(),
        level.holdFor(),
        count,
        level.guard(),
        level.means(),
        level.wake());
  }

  static Rule.Level guarded(Rule.Level level, Rule.Guard guard) {
    return new Rule.Level(
        level.severity(),
        level.above(),
        level.bound(),
        level.clear(),
        level.holdFor(),
        level.count(),
        Optional.of(guard),
        level.means(),
        level.wake());
  }

  static Rule.Link hostDown() {
    TreeMap<HostKind, Duration> after = new TreeMap<>();
    for (HostKind kind : HostKind.values()) {
      after.put(kind, Duration.ofSeconds(kind == HostKind.BROKER ? 15 : 30));
    }
    return link("host-down", Rule.Verdict.HOST_DOWN, after, Meaning.OUTAGE);
  }

  static Rule.Link agentLost() {
    TreeMap<HostKind, Duration> after = new TreeMap<>();
    for (HostKind kind : HostKind.values()) {
      after.put(kind, Duration.ofMinutes(5));
    }
    return link("agent-lost", Rule.Verdict.AGENT_LOST, after, Meaning.DEGRADATION);
  }

  private static Rule.Link link(
      String id, Rule.Verdict verdict, SortedMap<HostKind, Duration> after, Meaning means) {
    return new Rule.Link(
        new RuleId(id),
        ALL,
        verdict,
        after,
        Severity.CRITICAL,
        means,
        Wake.NOW,
        Duration.ofSeconds(60),
        "host.md",
        "v1");
  }

  static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  /** Samples of the root file system at a second. */
  DetectFixture disk(double second, double value) {
    return samples(second, Sample.of(ROOT, value));
  }

  /** The root file system without a value. */
  DetectFixture noDisk(double second) {
    return samples(second, Sample.unavailable(ROOT, Reading.Cause.TIMED_OUT));
  }

  DetectFixture samples(double second, Sample... samples) {
    return feed(new HostInput.Samples(at(second), batch(Lane.LIVE, at(second), samples)));
  }

  SampleBatch batch(Lane lane, Instant sampledAt, Sample... samples) {
    return new SampleBatch(lane, 1, ++sequence, sampledAt, List.of(samples));
  }

  DetectFixture tick(double second) {
    return feed(new HostInput.Tick(at(second)));
  }

  DetectFixture heartbeat(double second) {
    return feed(new HostInput.Heartbeat(at(second)));
  }

  /** Heartbeats every second from one to the other, both included. */
  DetectFixture heartbeats(int from, int to) {
    for (int second = from; second <= to; second++) {
      heartbeat(second);
    }
    return this;
  }

  DetectFixture feed(HostInput input) {
    Step<HostState, DetectOutput> step = HostDetector.step(state, input);
    state = step.state();
    wakeAt = step.wakeAt();
    outputs.addAll(step.outputs());
    if (step.outputs().stream().anyMatch(DetectOutput.LateMoved.class::isInstance)) {
      late = state.row(HostState.lateKey(state.profile().host()));
    }
    return this;
  }

  /** Feeds the ticks that were asked for up to {@code second}, as a shell does. */
  DetectFixture until(double second) {
    while (wakeAt.filter(wake -> !wake.isAfter(at(second))).isPresent()) {
      feed(new HostInput.Tick(wakeAt.orElseThrow()));
    }
    return this;
  }

  /** The host as a new collector finds it: its rows, nothing else. */
  DetectFixture restart(Optional<Instant> lastHeard) {
    state = HostState.restored(state.profile(), rows(), lastHeard);
    return this;
  }

  /** Those of rules: without what is kept of the host's link. */
  SortedMap<ConditionKey, Watch> rowsOfRules() {
    SortedMap<ConditionKey, Watch> rows = rows();
    rows.keySet().removeIf(DetectFixture::isOfLink);
    return rows;
  }

  private static boolean isOfLink(ConditionKey key) {
    return key.equals(HostState.linkKey(key.host())) || key.equals(HostState.gapsKey(key.host()));
  }

  /** Every row as {@code WatchSaved} left it, and that of what came late. */
  SortedMap<ConditionKey, Watch> rows() {
    TreeMap<ConditionKey, Watch> rows = new TreeMap<>();
    for (DetectOutput output : outputs) {
      if (output instanceof DetectOutput.WatchSaved saved) {
        rows.remove(saved.key());
        saved.watch().ifPresent(watch -> rows.put(saved.key(), watch));
      }
    }
    late.ifPresent(row -> rows.put(HostState.lateKey(state.profile().host()), row));
    return rows;
  }

  List<ConditionEvent> events() {
    return outputs.stream()
        .filter(DetectOutput.Condition.class::isInstance)
        .map(output -> ((DetectOutput.Condition) output).event())
        .toList();
  }

  /** Conditions' events in short: {@code "20 Began LEVEL_HELD"}, by second. */
  List<String> told() {
    return events().stream()
        .map(e -> seconds(e.at()) + " " + e.getClass().getSimpleName() + " " + e.reason())
        .toList();
  }

  /** The board's link states in short: {@code "3 SUSPECT"}. */
  List<String> board() {
    return outputs.stream()
        .filter(DetectOutput.LinkChanged.class::isInstance)
        .map(DetectOutput.LinkChanged.class::cast)
        .map(change -> seconds(change.at()) + " " + change.state())
        .toList();
  }

  /** How often the rows of rules were written. */
  long saves() {
    return outputs.stream()
        .filter(DetectOutput.WatchSaved.class::isInstance)
        .map(output -> ((DetectOutput.WatchSaved) output).key())
        .filter(key -> !isOfLink(key))
        .count();
  }

  static long seconds(Instant at) {
    return Duration.between(START, at).toSeconds();
  }
}
