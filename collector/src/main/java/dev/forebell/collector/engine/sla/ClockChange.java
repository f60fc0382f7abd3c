package dev.forebell.collector.engine.sla;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A clock as it is after one thing happened to it. */
final class ClockChange {
  private ClockChange() {}

  static SlaClock ended(SlaClock clock, Outcome outcome, Optional<Instant> stoppedAt) {
    return with(
        clock, clock.deadline(), clock.rests(), Optional.empty(), Optional.of(outcome), stoppedAt);
  }

  static SlaClock paused(SlaClock clock, Instant since) {
    return with(
        clock,
        clock.deadline(),
        clock.rests(),
        Optional.of(since),
        Optional.empty(),
        Optional.empty());
  }

  /** Runs again without {@code rest}; also a clock that had its outcome. */
  static SlaClock resumed(SlaClock clock, Instant deadline, SlaFacts.Stretch rest) {
    List<SlaFacts.Stretch> rests = Rests.union(clock.rests(), List.of(rest));
    return with(clock, deadline, rests, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SlaClock due(SlaClock clock, Instant deadline) {
    return with(
        clock, deadline, clock.rests(), clock.pausedSince(), clock.outcome(), clock.stoppedAt());
  }

  static SlaClock marked(SlaClock clock, SortedSet<Integer> marks) {
    return new SlaClock(
        clock.id(),
        clock.contract(),
        clock.anchor(),
        clock.calendar(),
        clock.calendarVersion(),
        clock.target(),
        clock.startedAt(),
        clock.deadline(),
        clock.flagged(),
        marks,
        clock.rests(),
        clock.pausedSince(),
        clock.outcome(),
        clock.stoppedAt());
  }

  private static SlaClock with(
      SlaClock clock,
      Instant deadline,
      List<SlaFacts.Stretch> rests,
      Optional<Instant> pausedSince,
      Optional<Outcome> outcome,
      Optional<Instant> stoppedAt) {
    return new SlaClock(
        clock.id(),
        clock.contract(),
        clock.anchor(),
        clock.calendar(),
        clock.calendarVersion(),
        clock.target(),
        clock.startedAt(),
        deadline,
        clock.flagged(),
        clock.marks(),
        rests,
        pausedSince,
        outcome,
        stoppedAt);
  }
}
