package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.PendingLevel;
import dev.forebell.collector.engine.detect.Watch.Raised;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Takes batches that are older than what was judged through the threshold rules, beside the live
 * watches. What began and ended in them is past; what runs on into a live condition moves its
 * beginning; both are told, and nothing is raised.
 */
final class LateJudge {
  private final Draft draft;
  private final Cadence cadence;
  private final Instant sampledAt;
  private final BatchMemory memory;
  private final TreeMap<ConditionKey, Watch> watches;
  private final TreeMap<ConditionKey, HeldCondition> held;
  private final Instant from;
  private final Optional<Instant> liveUpTo;

  private LateJudge(Draft draft, Instant sampledAt) {
    LateData before = draft.late();
    this.draft = draft;
    this.cadence = Cadence.of(draft.profile());
    this.sampledAt = sampledAt;
    boolean goesOn =
        before
            .upTo()
            .filter(upTo -> !sampledAt.isBefore(upTo) && !cadence.isGap(upTo, sampledAt))
            .isPresent();
    this.memory =
        new BatchMemory(goesOn ? before.memory() : SampleMemory.EMPTY, cadence, sampledAt);
    this.watches = new TreeMap<>(goesOn ? before.watches() : new TreeMap<>());
    this.held = new TreeMap<>(goesOn ? before.held() : new TreeMap<>());
    this.liveUpTo = before.liveUpTo();
    this.from = goesOn ? before.from().orElse(sampledAt) : sampledAt;
  }

  /** One late batch. */
  static void judge(Draft draft, SampleBatch batch, Instant sampledAt) {
    LateJudge judge = new LateJudge(draft, sampledAt);
    if (judge.from.equals(sampledAt)) {
      LateEnd.broken(draft);
    }
    for (Sample sample : batch.samples()) {
      judge.memory.rememberCompanion(draft.book().of(sample.series().metric()), sample);
    }
    batch.samples().forEach(judge::look);
    draft.late(
        new LateData(
            judge.watches,
            judge.held,
            judge.memory.finish(draft.book()),
            Optional.of(judge.from),
            Optional.of(sampledAt),
            judge.liveUpTo));
    LateEnd.reached(draft);
  }

  private void look(Sample sample) {
    OptionalDouble number = Plausibility.number(sample);
    if (number.isPresent()) {
      for (Rule.Threshold rule : draft.book().of(sample.series().metric()).thresholds()) {
        if (rule.selector().matches(sample.series().attributes())) {
          look(rule, sample, Plausibility.judged(rule, sampledAt, number.getAsDouble()));
        }
      }
    }
  }

  private void look(Rule.Threshold rule, Sample sample, Point reading) {
    String subject = CompanionKey.subjectOf(rule.selector(), sample.series().attributes());
    ConditionKey key = new ConditionKey(draft.profile().host(), rule.id(), subject);
    Optional<Point> point =
        rule.needsMemory() ? memory.track(key, rule, reading) : Optional.of(reading);
    point.ifPresent(judged -> step(key, look(rule, key, sample, judged)));
  }

  private Look look(Rule.Threshold rule, ConditionKey key, Sample sample, Point point) {
    List<LevelVerdict> levels = new ArrayList<>(rule.levels().size());
    List<Optional<Evidence.Guard>> guards = new ArrayList<>(rule.levels().size());
    boolean excused = draft.profile().service().excuses(rule, point.at());
    for (Rule.Level level : rule.levels()) {
      Optional<Evidence.Guard> guard = level.guard().flatMap(g -> memory.guard(g, key.subject()));
      guards.add(guard);
      levels.add(
          LevelVerdict.of(
                  level,
                  point.value(),
                  guard.map(g -> OptionalDouble.of(g.value())).orElse(OptionalDouble.empty()))
              .excused(excused));
    }
    return new Look(rule, key, sample.series(), draft.at(), point, levels, guards, cadence, false);
  }

  private void step(ConditionKey key, Look look) {
    ThresholdWatch.Outcome outcome =
        ThresholdWatch.step(Optional.ofNullable(watches.get(key)), look);
    outcome.watch().ifPresentOrElse(next -> watches.put(key, next), () -> watches.remove(key));
    outcome.events().forEach(this::learnt);
  }

  private void learnt(ConditionEvent event) {
    switch (event) {
      case ConditionEvent.Began began -> held.put(began.key(), HeldCondition.of(began));
      case ConditionEvent.Changed changed ->
          held.computeIfPresent(changed.key(), (_, old) -> old.found(changed.finding()));
      case ConditionEvent.Ended ended ->
          Optional.ofNullable(held.remove(ended.key()))
              .ifPresent(was -> past(draft, was, ended.restoredAt()));
      case ConditionEvent.Recovering _, ConditionEvent.Relapsed _, ConditionEvent.Late _ -> {}
    }
  }

  /** It is over in late data; what the live watch knows already is no news. */
  static void past(Draft draft, HeldCondition was, Instant restoredAt) {
    boolean known =
        raised(draft, was.key()).filter(live -> !live.began().isAfter(was.since())).isPresent();
    if (!known && was.finding().means() != Meaning.NOTE) {
      draft.say(
          new ConditionEvent.Past(was.key(), draft.at(), was.since(), restoredAt, was.finding()));
    }
  }

  /** The live watch of a condition that holds. */
  static Optional<Raised> raised(Draft draft, ConditionKey key) {
    return draft.watch(key).flatMap(LateJudge::raised);
  }

  static Optional<Raised> raised(Watch watch) {
    return switch (watch) {
      case Raised raised -> Optional.of(raised);
      case Clearing clearing -> Optional.of(clearing.raised());
      default -> Optional.empty();
    };
  }

  /** Since when a late watch is bad without a break; empty: it is good, or recovering. */
  static Optional<Instant> badSince(Watch watch) {
    return switch (watch) {
      case Watch.Pending pending ->
          pending.levels().stream().map(PendingLevel::since).min(Instant::compareTo);
      case Raised raised -> Optional.of(raised.began());
      default -> Optional.empty();
    };
  }
}
