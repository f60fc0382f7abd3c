package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a clock does not run: in pauses, never for response; and resolution also while a recovery is
 * being confirmed, and from a resolution to its reopening. The open time of the rest is added to
 * the deadline when it ends.
 */
final class ClockRest {
  private final SlaFacts facts;
  private final ClockStop stops;
  private final Instant now;

  ClockRest(SlaFacts facts, ClockStop stops, Instant now) {
    this.facts = facts;
    this.stops = stops;
    this.now = now;
  }

  /**
   * Withdraws a met resolution that was reopened; a breach stays, and every other clock has had its
   * answer: the response above all is never asked for twice.
   */
  void reopen(ClockLog log, WorkingTime time) {
    log.clock()
        .filter(clock -> clock.id().name() == ClockName.RESOLUTION)
        .filter(clock -> clock.outcome().equals(Optional.of(Outcome.MET)))
        .filter(clock -> facts.resolvedAt().isEmpty())
        .flatMap(clock -> clock.stoppedAt().map(met -> withdrawn(clock, met, time)))
        .ifPresent(clock -> log.add(SlaEvent.Kind.RESUMED, Reason.REOPENED, clock));
  }

  private SlaClock withdrawn(SlaClock clock, Instant met, WorkingTime time) {
    Instant reopened =
        latest(facts.reopenings().stream().flatMap(one -> one.to().stream()).toList()).orElse(now);
    return resumed(clock, met, Rests.later(met, reopened), Reason.REOPENED, time);
  }

  /** Ends a rest that is over. */
  void resume(ClockLog log, WorkingTime time) {
    log.running()
        .filter(clock -> clock.pausedSince().isPresent())
        .ifPresent(
            clock ->
                restEnd(clock)
                    .ifPresent(
                        end ->
                            log.add(
                                SlaEvent.Kind.RESUMED, why(clock, end), end(clock, end, time))));
  }

  private SlaClock end(SlaClock clock, Instant end, WorkingTime time) {
    Instant since = clock.pausedSince().orElse(end);
    return resumed(clock, since, end, why(clock, end), time);
  }

  /**
   * Runs again after a rest; what an earlier rest took out of the same hours stays out once. A
   * clock whose time was up at the very moment it came to rest is due when it runs again, not
   * before.
   */
  static SlaClock resumed(
      SlaClock clock, Instant from, Instant to, Reason reason, WorkingTime time) {
    Instant first = Rests.later(from, earliest(clock));
    Instant postponed = time.postpone(clock.deadline(), time.openTime(first, to));
    Instant deadline = first.isBefore(to) ? Rests.later(postponed, to) : postponed;
    return ClockChange.resumed(clock, deadline, Rests.over(first, to, reason.id()));
  }

  /** From when on a rest takes time out of a clock. */
  private static Instant earliest(SlaClock clock) {
    return clock.rests().isEmpty()
        ? clock.startedAt()
        : Rests.later(clock.startedAt(), Rests.end(clock.rests().getLast()));
  }

  /**
   * A pause ends when it says. A recovery that relapses ends now; one that holds, or became a
   * resolution, goes on: then only a pause that ended before it is closed.
   */
  private Optional<Instant> restEnd(SlaClock clock) {
    if (pausing(clock.id().name()).findAny().isPresent()) {
      return Optional.empty();
    }
    Optional<Instant> end = stops.of(clock.id().name()).map(ClockStop.End::at);
    Optional<Instant> paused =
        lastPauseEnd(clock).filter(at -> end.filter(stop -> !at.isBefore(stop)).isEmpty());
    boolean goesOn = end.isPresent() || recovering(clock.id().name()).isPresent();
    return goesOn ? paused : paused.or(() -> Optional.of(now));
  }

  private Reason why(SlaClock clock, Instant end) {
    return lastPauseEnd(clock).equals(Optional.of(end)) ? Reason.PAUSE : Reason.BAD_AGAIN;
  }

  private Optional<Instant> lastPauseEnd(SlaClock clock) {
    if (clock.id().name() == ClockName.RESPONSE) {
      return Optional.empty();
    }
    Instant since = clock.pausedSince().orElse(now);
    return latest(
        Rests.over(facts.pauses(), now).stream()
            .map(Rests::end)
            .filter(end -> end.isAfter(since))
            .toList());
  }

  /** Since when a running clock should rest now; empty: it should run. */
  Optional<Instant> since(SlaClock clock) {
    ClockName name = clock.id().name();
    return Stream.concat(pausing(name).map(Stretch::from), recovering(name).stream())
        .min(Comparator.naturalOrder())
        .map(from -> Rests.later(from, earliest(clock)));
  }

  Reason whyRests(SlaClock clock) {
    return pausing(clock.id().name()).findAny().isPresent() ? Reason.PAUSE : Reason.GOOD_SAMPLE;
  }

  private Stream<Stretch> pausing(ClockName name) {
    return facts.pauses().stream()
        .filter(pause -> name != ClockName.RESPONSE)
        .filter(pause -> !pause.from().isAfter(now))
        .filter(pause -> pause.to().filter(to -> !to.isAfter(now)).isEmpty());
  }

  /** First good sample of a recovery that is not yet confirmed. */
  private Optional<Instant> recovering(ClockName name) {
    return name == ClockName.RESOLUTION && facts.resolvedAt().isEmpty()
        ? stops.provisional()
        : Optional.empty();
  }

  private static Optional<Instant> latest(List<Instant> instants) {
    return instants.stream().max(Comparator.naturalOrder());
  }
}
