package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * A change of one clock, recorded in the incident's log. Carries the clock as it is afterwards:
 * folding is taking the newest.
 *
 * @param at when it took effect in the log: the time of the input that showed it
 * @param moment of a warning, a breach and an end: what made it; empty otherwise
 */
public record SlaEvent(
    Kind kind, Instant at, Reason reason, SlaClock clock, Optional<Moment> moment) {
  /** What happened; {@code sla.} and the id is the event's name. */
  public enum Kind {
    STARTED,
    /** A mark before the deadline fired. */
    WARNING,
    BREACHED,
    MET,
    NOT_NEEDED,
    PAUSED,
    RESUMED,
    /** No longer counts: excluded, withdrawn, or replaced by a stricter promise. */
    VOIDED
  }
}
