package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A target that counts from a known instant. */
record Promise(Target target, String calendar, WorkingTime time, Instant start) {

  /** Whether a clock counts exactly this. */
  boolean isThatOf(SlaClock clock) {
    return hasTextsOf(clock) && start.equals(clock.startedAt());
  }

  boolean hasTextsOf(SlaClock clock) {
    return target.anchor().toString().equals(clock.anchor())
        && calendar.equals(clock.calendar())
        && target.amount().text().equals(clock.target());
  }

  /**
   * The clock that runs on this promise.
   *
   * @param rests what it does not count; those before its start are left out
   * @param marks those that fired for the promise it replaces
   */
  SlaClock clock(
      ClockId id, List<Stretch> rests, SortedSet<Integer> marks, Optional<Instant> pausedSince) {
    Deadline deadline = time.deadline(start, target.amount());
    List<Stretch> own = rests.stream().filter(rest -> Rests.end(rest).isAfter(start)).toList();
    return new SlaClock(
        id,
        target.anchor().toString(),
        calendar,
        time.calendar().version(),
        target.amount().text(),
        start,
        Rests.extend(time, start, deadline.orHorizon(), own),
        deadline.flagged(),
        marks,
        own,
        pausedSince.map(since -> Rests.later(since, start)),
        Optional.empty(),
        Optional.empty());
  }
}
