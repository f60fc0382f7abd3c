package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.detect.SampleMemory.Absence;
import dev.forebell.collector.engine.detect.Watch.Clearing;
import dev.forebell.collector.engine.detect.Watch.Raised;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which expected series a batch lacks. Only batches count: a host that is silent misses nothing,
 * and after a pause of the host the time counts from the first batch after it.
 *
 * <pre>
 * clear    -> Raised    missing from every batch for the rule's time: Began
 * Raised   -> Clearing  it is there: Recovering
 * Clearing -> Raised    missing for the rule's time again: Relapsed
 * Clearing -> clear     there for clear_for: Ended
 * </pre>
 */
final class AbsentJudge {
  private final Draft draft;
  private final BatchMemory memory;
  private final Cadence cadence;
  private final Instant sampledAt;
  private final boolean afterPause;
  private final Set<ConditionKey> seen = new HashSet<>();

  AbsentJudge(Draft draft, BatchMemory memory, Cadence cadence, Instant sampledAt) {
    this.draft = draft;
    this.memory = memory;
    this.cadence = cadence;
    this.sampledAt = sampledAt;
    this.afterPause =
        draft.judgedUpTo().filter(newest -> !cadence.isGap(newest, sampledAt)).isEmpty();
  }

  /** A sample of the rule's metric is in the batch; one without a value is as good as missing. */
  void sample(Rule.Absent rule, Sample sample) {
    Attributes attributes = sample.series().attributes();
    if (!rule.selector().matches(attributes) || Plausibility.number(sample).isEmpty()) {
      return;
    }
    for (Attributes expected : rule.expected()) {
      if (attributes.matches(expected)) {
        seen.add(key(rule, expected));
      }
    }
  }

  /** After the whole batch: what is there, and what is not. */
  void judge() {
    for (Rule.Absent rule : draft.book().absents()) {
      for (Attributes expected : rule.expected()) {
        ConditionKey key = key(rule, expected);
        if (seen.contains(key)) {
          present(rule, key);
        } else {
          missing(rule, key, expected);
        }
      }
    }
  }

  private void present(Rule.Absent rule, ConditionKey key) {
    memory.absence(key, new Absence(Optional.of(sampledAt), Optional.empty()));
    switch (draft.watch(key).orElse(null)) {
      case Raised raised -> recover(rule, key, raised);
      case Clearing clearing -> confirm(rule, key, clearing);
      case null, default -> {}
    }
  }

  private void recover(Rule.Absent rule, ConditionKey key, Raised raised) {
    draft.say(new ConditionEvent.Recovering(key, draft.at(), Reason.SERIES_BACK, sampledAt));
    draft.watch(key, Optional.of(new Clearing(raised, sampledAt, sampledAt)));
    if (rule.clearFor().isZero()) {
      end(key, sampledAt);
    }
  }

  private void confirm(Rule.Absent rule, ConditionKey key, Clearing clearing) {
    boolean gap = cadence.isGap(clearing.lastSeen(), sampledAt);
    Instant since = gap ? sampledAt : clearing.since();
    if (sampledAt.isBefore(since.plus(rule.clearFor()))) {
      draft.watch(key, Optional.of(new Clearing(clearing.raised(), since, sampledAt)));
    } else {
      end(key, since);
    }
  }

  private void end(ConditionKey key, Instant restoredAt) {
    draft.say(new ConditionEvent.Ended(key, draft.at(), Reason.CLEAR_HELD, restoredAt));
    draft.watch(key, Optional.empty());
  }

  private void missing(Rule.Absent rule, ConditionKey key, Attributes expected) {
    Optional<Absence> before = memory.absence(key);
    Optional<Instant> going = before.flatMap(Absence::missingSince).filter(since -> !afterPause);
    Instant since = going.orElse(sampledAt);
    Optional<Instant> lastSeen = before.flatMap(Absence::lastSeen);
    if (going.isEmpty()) {
      memory.absence(key, new Absence(lastSeen, Optional.of(since)));
    }
    if (!sampledAt.isBefore(since.plus(rule.holdFor()))) {
      SeriesKey series = series(rule, expected);
      raise(rule, key, new Evidence.Missing(series, since, lastSeen, rule.holdFor()));
    }
  }

  private void raise(Rule.Absent rule, ConditionKey key, Evidence.Missing evidence) {
    switch (draft.watch(key).orElse(null)) {
      case Clearing clearing -> {
        draft.say(new ConditionEvent.Relapsed(key, draft.at(), Reason.SERIES_MISSING));
        draft.watch(key, Optional.of(clearing.raised()));
      }
      case null -> {
        Finding finding =
            new Finding(
                rule.severity(),
                rule.means(),
                rule.wake(),
                evidence,
                rule.runbook(),
                rule.version());
        Instant since = evidence.since();
        Reason reason = Reason.SERIES_MISSING;
        draft.say(new ConditionEvent.Began(key, draft.at(), reason, since, finding));
        draft.watch(key, Optional.of(new Raised(0, since, draft.at(), List.of(), List.of())));
      }
      default -> {}
    }
  }

  private static SeriesKey series(Rule.Absent rule, Attributes expected) {
    Attributes all = rule.selector().where().pinned().with(expected);
    return new SeriesKey(rule.selector().metric(), all);
  }

  private ConditionKey key(Rule.Absent rule, Attributes expected) {
    return new ConditionKey(draft.profile().host(), rule.id(), expected.toString());
  }
}
