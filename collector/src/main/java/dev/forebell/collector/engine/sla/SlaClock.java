package dev.forebell.collector.engine.sla;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * One clock as its events left it.
 *
 * @param anchor the anchor's text, such as {@code first_of(detected, reported)}
 * @param calendar id of the calendar it counts in
 * @param target text of the amount promised, such as {@code 4h}
 * @param startedAt the instant it counts from
 * @param deadline as it stands, with pauses added
 * @param flagged the deadline crosses provisional or missing calendar data
 * @param marks percentages that have fired: 50, 80, 100; {@link #TRAVEL_MARK} for the on-site
 *     travel mark
 * @param pausedSince it rests since then
 * @param outcome empty while it runs or rests; BREACHED may be set while the work still goes on
 * @param stoppedAt when what it waits for happened
 */
public record SlaClock(
    ClockId id,
    String anchor,
    String calendar,
    String target,
    Instant startedAt,
    Instant deadline,
    boolean flagged,
    SortedSet<Integer> marks,
    Optional<Instant> pausedSince,
    Optional<Outcome> outcome,
    Optional<Instant> stoppedAt) {
  /** Stands for 'deadline minus travel time' among the marks. */
  public static final int TRAVEL_MARK = -1;
}
