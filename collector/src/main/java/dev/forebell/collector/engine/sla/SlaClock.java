package dev.forebell.collector.engine.sla;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One clock as its events left it.
 *
 * @param contract id of the contract whose promise it is
 * @param anchor the anchor's text, such as {@code first_of(detected, reported)}
 * @param calendar id of the calendar it counts in
 * @param calendarVersion fingerprint of the calendar data that the deadline was computed with
 * @param target text of the amount promised, such as {@code 4h}
 * @param startedAt the instant it counts from
 * @param deadline as it stands, with pauses added
 * @param flagged the deadline crosses provisional or missing calendar data
 * @param marks those that have fired: percentages (50, 80, 100), {@link #TRAVEL_MARK}, and the
 *     negative numbers of {@code EscalationDesk}
 * @param rests stretches that are over and in which it did not run, in time order, apart from each
 *     other: pauses, recoveries that relapsed, resolutions that were reopened
 * @param pausedSince it rests since then
 * @param outcome empty while it runs or rests; BREACHED is final, also when the work is done later
 * @param stoppedAt when what it waits for happened, or made it needless; empty if that was too late
 */
public record SlaClock(
    ClockId id,
    String contract,
    String anchor,
    String calendar,
    String calendarVersion,
    String target,
    Instant startedAt,
    Instant deadline,
    boolean flagged,
    SortedSet<Integer> marks,
    List<SlaFacts.Stretch> rests,
    Optional<Instant> pausedSince,
    Optional<Outcome> outcome,
    Optional<Instant> stoppedAt) {
  /** Stands for 'deadline minus travel time' among the marks. */
  public static final int TRAVEL_MARK = -1;

  boolean isRunning() {
    return outcome.isEmpty();
  }
}
