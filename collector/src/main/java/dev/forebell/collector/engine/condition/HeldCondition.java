package dev.forebell.collector.engine.condition;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition that holds now.
 *
 * @param since the first bad sample, or the last sign of life of a silent host
 * @param restoredAt first good sample of a recovery that is being confirmed; empty: it is bad
 */
public record HeldCondition(
    ConditionKey key, Instant since, Finding finding, Optional<Instant> restoredAt) {

  /** As it begins. */
  public static HeldCondition of(ConditionEvent.Began began) {
    return new HeldCondition(began.key(), began.since(), began.finding(), Optional.empty());
  }

  /** Of one whose beginning was not kept: it holds since it changed at the latest. */
  public static HeldCondition of(ConditionEvent.Changed changed) {
    return new HeldCondition(changed.key(), changed.at(), changed.finding(), Optional.empty());
  }

  /** Whether it is bad right now: no recovery is being confirmed. */
  public boolean bad() {
    return restoredAt.isEmpty();
  }

  /** Whether it is a bad outage right now, the only kind that may be an emergency. */
  public boolean outage() {
    return bad() && finding.means() == Meaning.OUTAGE;
  }

  /** With what is known of it now. */
  public HeldCondition found(Finding now) {
    return new HeldCondition(key, since, now, restoredAt);
  }

  /** It began earlier than was known. */
  public HeldCondition since(Instant earlier) {
    return new HeldCondition(key, earlier, finding, restoredAt);
  }

  /** A first good sample was seen. */
  public HeldCondition recovering(Instant firstGood) {
    return new HeldCondition(key, since, finding, Optional.of(firstGood));
  }

  /** Bad again. */
  public HeldCondition relapsed() {
    return new HeldCondition(key, since, finding, Optional.empty());
  }
}
