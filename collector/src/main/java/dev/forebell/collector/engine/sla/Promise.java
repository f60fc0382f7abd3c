package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A target that counts from a known instant. */
record Promise(
    String contract,
    Target target,
    Amount amount,
    String calendar,
    WorkingTime time,
    Instant start) {

  /** Whether a clock counts exactly this. */
  boolean isThatOf(SlaClock clock) {
    return hasTextsOf(clock) && start.equals(clock.startedAt());
  }

  boolean hasTextsOf(SlaClock clock) {
    return (clock.contract().isEmpty() || contract.equals(clock.contract()))
        && target.anchor().toString().equals(clock.anchor())
        && calendar.equals(clock.calendar())
        && amount.text().equals(clock.target());
  }

  /**
   * The clock that runs on this promise.
   *
   * @param rests in which it did not run; those before its start take nothing out, but stay known
   * @param marks those that fired for the promise it replaces
   */
  SlaClock clock(
      ClockId id, List<Stretch> rests, SortedSet<Integer> marks, Optional<Instant> pausedSince) {
    Deadline deadline = time.deadline(start, amount);
    return new SlaClock(
        id,
        contract,
        target.anchor().toString(),
        calendar,
        time.calendar().version(),
        amount.text(),
        start,
        Rests.extend(time, start, deadline.orHorizon(), rests),
        deadline.flagged(),
        marks,
        rests,
        pausedSince,
        Optional.empty(),
        Optional.empty());
  }
}
