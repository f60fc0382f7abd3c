package dev.forebell.collector.engine.sla;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * A service contract, as written and versioned by its validity.
 *
 * @param validFrom first day, in the calendar's zone
 * @param validTo last day, if it ends
 * @param calendar id of the default calendar of its targets
 * @param makeupDays whether make-up working days count as open
 * @param holidays whether public holidays count as closed
 * @param reopenWithin how long a resolved incident waits before it closes
 * @param pauseReasons reasons for which its clocks may be paused
 * @param responseStops what stops a response clock
 * @param targets the written promises
 * @param internal the desk's own promises, from detection
 * @param keyMoments times in which its targets are shorter
 * @param escalation when people are told before a deadline passes
 * @param endOfDay working days are read as 'by the end of the n-th working day', not as hours
 * @param version fingerprint of its text
 */
public record Contract(
    String id,
    LocalDate validFrom,
    Optional<LocalDate> validTo,
    String calendar,
    boolean makeupDays,
    boolean holidays,
    Duration reopenWithin,
    SortedSet<String> pauseReasons,
    Set<StopPoint> responseStops,
    List<Target> targets,
    List<Target> internal,
    List<KeyMoment> keyMoments,
    Escalation escalation,
    boolean endOfDay,
    String version) {}
