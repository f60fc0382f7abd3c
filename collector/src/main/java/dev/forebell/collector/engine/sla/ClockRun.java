package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets a set clock run up to now: marks, the breach, its end, or a rest. */
final class ClockRun {
  private final SlaTerms terms;
  private final SlaFacts facts;
  private final ClockStop stops;
  private final ClockRest rests;
  private final Instant now;

  ClockRun(SlaTerms terms, SlaFacts facts, ClockStop stops, ClockRest rests, Instant now) {
    this.terms = terms;
    this.facts = facts;
    this.stops = stops;
    this.rests = rests;
    this.now = now;
  }

  /** What was due before now comes before anything that now brings. */
  void catchUp(ClockLog log) {
    log.running().ifPresent(clock -> marks(log, clock, Optional.of(now)));
  }

  void decide(ClockLog log, Occasion occasion) {
    switch (occasion) {
      case INPUT -> catchUp(log);
      case TICK -> log.running().ifPresent(clock -> marks(log, clock, Optional.empty()));
    }
    log.running().ifPresent(clock -> end(log, clock));
    log.running()
        .filter(clock -> clock.pausedSince().isEmpty())
        .ifPresent(clock -> rest(log, clock));
  }

  /**
   * Marks of a moment at which the clock ends or rests do not fire: the end comes first. So a late
   * tick finds what a timely one would have found.
   */
  private void marks(ClockLog log, SlaClock clock, Optional<Instant> before) {
    Optional<Instant> limit = runsUntil(clock).or(() -> before);
    for (Marks.Mark mark : Marks.due(clock, time(clock), settings(terms, facts, clock))) {
      boolean due = limit.map(mark.at()::isBefore).orElse(!mark.at().isAfter(now));
      if (due) {
        fire(log, mark);
      }
    }
  }

  private void fire(ClockLog log, Marks.Mark mark) {
    boolean late = log.hasBeenSet() && mark.at().isBefore(now);
    log.running()
        .map(clock -> ClockChange.marked(clock, Marks.with(clock.marks(), mark.number())))
        .ifPresent(
            clock -> {
              if (mark.number() == Marks.BREACH) {
                SlaClock breached = ClockChange.ended(clock, Outcome.BREACHED, Optional.empty());
                Reason reason = late ? Reason.MARK_LATE : Reason.DEADLINE_PASSED;
                log.add(SlaEvent.Kind.BREACHED, reason, breached, mark.moment());
              } else {
                Reason reason = late ? Reason.MARK_LATE : reached(mark);
                log.add(SlaEvent.Kind.WARNING, reason, clock, mark.moment());
              }
            });
  }

  private static Reason reached(Marks.Mark mark) {
    return mark.number() == SlaClock.TRAVEL_MARK ? Reason.TIME_TO_LEAVE : Reason.MARK_REACHED;
  }

  /** Until when it ran, if not until now. */
  private Optional<Instant> runsUntil(SlaClock clock) {
    return clock
        .pausedSince()
        .or(() -> stops.of(clock.id().name()).map(ClockStop.End::at))
        .or(() -> rests.since(clock))
        .or(() -> facts.resolvedAt().isPresent() ? Optional.empty() : stops.provisional());
  }

  private void end(ClockLog log, SlaClock clock) {
    stops.of(clock.id().name()).ifPresent(end -> end(log, restedUntil(clock, end.at()), end));
  }

  private static void end(ClockLog log, SlaClock clock, ClockStop.End end) {
    SlaClock ended = ClockChange.ended(clock, end.outcome(), Optional.of(end.at()));
    if (end.outcome() == Outcome.MET) {
      log.add(SlaEvent.Kind.MET, Reason.STOPPED_IN_TIME, ended, end.moment());
    } else {
      log.add(SlaEvent.Kind.NOT_NEEDED, Reason.NOT_NEEDED, ended, end.moment());
    }
  }

  /** A clock that ends in a rest has its deadline moved by the rest so far. */
  private SlaClock restedUntil(SlaClock clock, Instant end) {
    return clock
        .pausedSince()
        .filter(since -> since.isBefore(end))
        .map(since -> ClockRest.resumed(clock, since, end, Reason.PAUSE, time(clock)))
        .orElse(clock);
  }

  private void rest(ClockLog log, SlaClock clock) {
    rests
        .since(clock)
        .ifPresent(
            since ->
                log.add(
                    SlaEvent.Kind.PAUSED, rests.whyRests(clock), ClockChange.paused(clock, since)));
  }

  private WorkingTime time(SlaClock clock) {
    return terms.time(clock);
  }

  static Marks.Settings settings(SlaTerms terms, SlaFacts facts, SlaClock clock) {
    Duration travel =
        new ClockStart(terms, facts)
            .promiseOf(clock)
            .flatMap(promise -> promise.target().travel())
            .orElse(Marks.NO_TRAVEL);
    Contract contract = terms.contractOf(clock);
    boolean waits =
        contract.escalation().inWorkingTime() && !clock.calendar().equals(contract.calendar());
    return new Marks.Settings(
        contract.escalation().marks(),
        travel,
        waits ? Optional.of(terms.time(contract, contract.calendar())) : Optional.empty());
  }
}
