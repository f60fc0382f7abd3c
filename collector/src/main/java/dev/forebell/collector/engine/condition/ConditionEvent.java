package dev.forebell.collector.engine.condition;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;

/** All that detection tells the incident machine about one condition, in order per host. */
public sealed interface ConditionEvent {
  ConditionKey key();

  /** When it was judged: the time of the input that caused it. */
  Instant at();

  Reason reason();

  /** What data says that came late: it tells of what was, and raises nothing. */
  sealed interface Late extends ConditionEvent {}

  /**
   * A condition that began and ended before anybody knew.
   *
   * @param restoredAt first good sample after it
   */
  record Past(ConditionKey key, Instant at, Instant since, Instant restoredAt, Finding finding)
      implements Late {
    @Override
    public Reason reason() {
      return Reason.LATE_DATA;
    }
  }

  /** A condition that holds began earlier than was known. */
  record Corrected(ConditionKey key, Instant at, Instant since) implements Late {
    @Override
    public Reason reason() {
      return Reason.LATE_DATA;
    }
  }

  /**
   * A host that was not heard had gone on sampling.
   *
   * @param key of a condition of its link, whether it holds still or not
   * @param from first of the late samples less what a gap may be
   * @param until last of them; none is missing in between
   */
  record Alive(ConditionKey key, Instant at, Instant from, Instant until) implements Late {
    @Override
    public Reason reason() {
      return Reason.LATE_DATA;
    }
  }

  /**
   * A condition holds from now on.
   *
   * @param since the first bad sample, or the last sign of life of a silent host
   */
  record Began(ConditionKey key, Instant at, Reason reason, Instant since, Finding finding)
      implements ConditionEvent {}

  /** Severity or meaning moved. */
  record Changed(ConditionKey key, Instant at, Reason reason, Finding finding)
      implements ConditionEvent {}

  /**
   * The first good sample of a recovery: provisional until {@link Ended} confirms it or {@link
   * Relapsed} withdraws it.
   *
   * @param restoredAt time of that sample
   */
  record Recovering(ConditionKey key, Instant at, Reason reason, Instant restoredAt)
      implements ConditionEvent {}

  /** Bad again while the recovery was being confirmed. */
  record Relapsed(ConditionKey key, Instant at, Reason reason) implements ConditionEvent {}

  /**
   * Over: good for the clearing time, or the rule no longer applies.
   *
   * @param restoredAt first good sample of the final recovery
   */
  record Ended(ConditionKey key, Instant at, Reason reason, Instant restoredAt)
      implements ConditionEvent {}
}
