package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Takes a batch through the rules that samples feed. */
final class SampleJudge {
  private final Draft draft;
  private final Instant sampledAt;
  private final Cadence cadence;
  private final BatchMemory memory;
  private final boolean verdicts;
  // Whether the batch holds all that there is to say of its host: only then can something be
  // absent.
  private final boolean complete;
  private final ChangeJudge changes;
  private final AbsentJudge absents;

  private SampleJudge(Draft draft, SampleBatch batch, boolean verdicts, boolean complete) {
    this.draft = draft;
    this.sampledAt = sampledAt(draft, batch);
    this.cadence = Cadence.of(draft.profile());
    this.memory = new BatchMemory(draft.memory(), cadence, sampledAt);
    this.verdicts = verdicts;
    this.complete = complete;
    this.changes = new ChangeJudge(draft, memory, sampledAt);
    this.absents = new AbsentJudge(draft, memory, cadence, sampledAt);
  }

  /**
   * Judges a live batch that is not older than the newest one judged; any other tells of what was.
   */
  static void judge(Draft draft, SampleBatch batch) {
    if (batch.lane() == Lane.LIVE && !isOlderThanJudged(draft, batch)) {
      PeopleCounter.count(draft, sampledAt(draft, batch), batch.samples());
      new SampleJudge(draft, batch, true, true).run(batch.samples());
      draft.judgedUpTo(sampledAt(draft, batch));
      LateEnd.lived(draft);
    } else if (!wasLive(draft, sampledAt(draft, batch))) {
      LateJudge.judge(draft, batch, sampledAt(draft, batch));
    }
  }

  /** Whether that time was judged live without a gap: a late batch has nothing to add. */
  private static boolean wasLive(Draft draft, Instant sampledAt) {
    return draft.liveFrom().filter(from -> !sampledAt.isBefore(from)).isPresent()
        && draft.liveUpTo().filter(upTo -> !sampledAt.isAfter(upTo)).isPresent();
  }

  /**
   * What another host's agent found out about this one: nobody is on it, and nothing is absent.
   *
   * @param judged false: fills windows, rates and companions only
   */
  static void checked(Draft draft, SampleBatch batch, boolean judged) {
    if (batch.lane() == Lane.LIVE && !isOlderThanJudged(draft, batch)) {
      new SampleJudge(draft, batch, judged, false).run(batch.samples());
      if (judged) {
        draft.judgedUpTo(sampledAt(draft, batch));
        LateEnd.lived(draft);
      }
    } else if (judged && !wasLive(draft, sampledAt(draft, batch))) {
      LateJudge.judge(draft, batch, sampledAt(draft, batch));
    }
  }

  /** Fills windows, rates and companions only. */
  static void refill(Draft draft, SampleBatch batch) {
    if (batch.lane() == Lane.LIVE && !isOlderThanJudged(draft, batch)) {
      new SampleJudge(draft, batch, false, true).run(batch.samples());
    }
  }

  private static boolean isOlderThanJudged(Draft draft, SampleBatch batch) {
    return draft.judgedUpTo().filter(sampledAt(draft, batch)::isBefore).isPresent();
  }

  /** Nothing was sampled after it was received: a wrong clock must not block what follows it. */
  private static Instant sampledAt(Draft draft, SampleBatch batch) {
    return batch.sampledAt().isAfter(draft.at()) ? draft.at() : batch.sampledAt();
  }

  private void run(List<Sample> samples) {
    List<Concerned> concerned = concerned(samples);
    concerned.forEach(one -> memory.rememberCompanion(one.rules(), one.sample()));
    concerned.forEach(one -> look(one.rules(), one.sample()));
    if (verdicts) {
      if (complete) {
        absents.judge();
      }
      dropStalePending();
    }
    draft.memory(memory.finish(draft.book()));
  }

  /** A sample of a metric that rules name. */
  private record Concerned(MetricRules rules, Sample sample) {}

  /** Most samples concern no rule: they cost this one look. */
  private List<Concerned> concerned(List<Sample> samples) {
    List<Concerned> concerned = new ArrayList<>();
    for (Sample sample : samples) {
      MetricRules rules = draft.book().of(sample.series().metric());
      if (!rules.isEmpty()) {
        concerned.add(new Concerned(rules, sample));
      }
    }
    return concerned;
  }

  /** One look per rule kind that samples feed. */
  private void look(MetricRules rules, Sample sample) {
    for (Rule.Threshold rule : rules.thresholds()) {
      if (rule.selector().matches(sample.series().attributes())) {
        look(rule, sample);
      }
    }
    for (Rule.Forecast rule : rules.forecasts()) {
      if (rule.selector().matches(sample.series().attributes())) {
        ForecastJudge.look(draft, memory, rule, sample, sampledAt, verdicts);
      }
    }
    if (verdicts) {
      rules.changes().forEach(rule -> changes.sample(rule, sample));
      rules.absents().forEach(rule -> absents.sample(rule, sample));
    }
  }

  private void look(Rule.Threshold rule, Sample sample) {
    OptionalDouble number = Plausibility.number(sample);
    if (number.isEmpty()) {
      return;
    }
    Point reading = Plausibility.judged(rule, sampledAt, number.getAsDouble());
    boolean tracked = rule.needsMemory();
    if (!tracked && isPlainlyGood(rule, reading)) {
      return;
    }
    String subject = CompanionKey.subjectOf(rule.selector(), sample.series().attributes());
    ConditionKey key = new ConditionKey(draft.profile().host(), rule.id(), subject);
    Optional<Point> point = tracked ? memory.track(key, rule, reading) : Optional.of(reading);
    if (verdicts && point.isPresent() && !isPlainlyGood(rule, point.orElseThrow())) {
      judge(rule, key, sample, point.orElseThrow());
    }
  }

  /**
   * The common case, decided without a look at levels one by one: the rule watches nothing and
   * nothing is crossed.
   */
  private boolean isPlainlyGood(Rule.Threshold rule, Point reading) {
    if (!verdicts || draft.isWatched(rule.id())) {
      return !verdicts;
    }
    for (Rule.Level level : rule.levels()) {
      if (LevelVerdict.isCrossed(level, reading.value())) {
        return false;
      }
    }
    return true;
  }

  private void judge(Rule.Threshold rule, ConditionKey key, Sample sample, Point point) {
    List<LevelVerdict> levels = new ArrayList<>(rule.levels().size());
    List<Optional<Evidence.Guard>> guards = new ArrayList<>(rule.levels().size());
    boolean excused = draft.profile().service().excuses(rule, point.at());
    for (Rule.Level level : rule.levels()) {
      Optional<Evidence.Guard> guard = level.guard().flatMap(g -> memory.guard(g, key.subject()));
      guards.add(guard);
      levels.add(LevelVerdict.of(level, point.value(), number(guard)).excused(excused));
    }
    boolean old = cadence.isOld(point.at(), draft.at());
    Look look =
        new Look(rule, key, sample.series(), draft.at(), point, levels, guards, cadence, old);
    ThresholdWatch.Outcome outcome = ThresholdWatch.step(draft.watch(key), look);
    outcome.events().forEach(draft::say);
    draft.watch(key, outcome.watch());
  }

  private static OptionalDouble number(Optional<Evidence.Guard> guard) {
    return guard.isPresent()
        ? OptionalDouble.of(guard.orElseThrow().value())
        : OptionalDouble.empty();
  }

  /** A run whose series has been gone for a gap would restart anyway: its row goes. */
  private void dropStalePending() {
    List<ConditionKey> stale = new ArrayList<>();
    for (Map.Entry<ConditionKey, Watch> entry : draft.watches().entrySet()) {
      if (entry.getValue() instanceof Watch.Pending pending && isStale(pending)) {
        stale.add(entry.getKey());
      }
    }
    stale.forEach(key -> draft.watch(key, Optional.empty()));
  }

  private boolean isStale(Watch.Pending pending) {
    return pending.levels().stream().allMatch(run -> cadence.isGap(run.lastSeen(), sampledAt));
  }
}
