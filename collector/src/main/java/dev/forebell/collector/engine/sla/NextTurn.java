package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.Deadline;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** When something happens to a running clock by itself. */
final class NextTurn {
  private NextTurn() {}

  static Optional<Instant> of(SlaTerms terms, SlaFacts facts, SlaClock clock) {
    if (clock.pausedSince().isPresent()) {
      return endOfPause(facts, clock.pausedSince().orElseThrow());
    }
    boolean judged = new ClockStop(Set.of(), facts).provisional().isEmpty();
    return judged
        ? Marks.due(clock, terms.time(clock), ClockRun.settings(terms, facts, clock)).stream()
            .map(Marks.Mark::at)
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }

  /** When an agreed pause ends by itself; none while another has no end. */
  private static Optional<Instant> endOfPause(SlaFacts facts, Instant since) {
    boolean open = facts.pauses().stream().anyMatch(pause -> pause.to().isEmpty());
    return open
        ? Optional.empty()
        : facts.pauses().stream()
            .map(pause -> pause.to().orElse(Deadline.HORIZON))
            .filter(to -> to.isAfter(since))
            .max(Comparator.naturalOrder());
  }
}
