package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Starts a clock, or gives a running one an earlier deadline: another promise, an earlier anchor,
 * or a child's deadline. Never a later one, except where the calendar's data was changed.
 */
final class ClockSetting {
  private final SlaTerms terms;
  private final SlaFacts facts;
  private final ClockStart starts;
  private final Instant now;

  ClockSetting(SlaTerms terms, SlaFacts facts, Instant now) {
    this.terms = terms;
    this.facts = facts;
    this.starts = new ClockStart(terms, facts);
    this.now = now;
  }

  void decide(ClockId id, ClockLog log) {
    if (log.clock().isEmpty()) {
      start(id, log);
    } else {
      recompute(log);
      log.running().ifPresent(clock -> strictest(id, log, clock));
    }
    log.running().ifPresent(clock -> follow(log, clock));
  }

  /** What was over before its clock could start gets none. */
  private void start(ClockId id, ClockLog log) {
    if (facts.resolvedAt().isPresent()) {
      return;
    }
    starts.promises(id).stream()
        .map(promise -> promise.clock(id, rests(id, List.of()), new TreeSet<>(), Optional.empty()))
        .min(Comparator.comparing(SlaClock::deadline))
        .map(clock -> followed(clock).orElse(clock))
        .ifPresent(clock -> log.add(SlaEvent.Kind.STARTED, Reason.ANCHOR_SET, clock));
  }

  /** The calendar's data is not what the deadline was computed with. */
  private void recompute(ClockLog log) {
    log.running()
        .flatMap(clock -> starts.promiseOf(clock).flatMap(promise -> again(promise, clock)))
        .ifPresent(clock -> log.add(SlaEvent.Kind.STARTED, Reason.CALENDAR_CHANGED, clock));
  }

  private Optional<SlaClock> again(Promise promise, SlaClock clock) {
    if (promise.time().calendar().version().equals(clock.calendarVersion())) {
      return Optional.empty();
    }
    SlaClock again = promise.clock(clock.id(), clock.rests(), clock.marks(), clock.pausedSince());
    boolean same = again.deadline().equals(clock.deadline()) && again.flagged() == clock.flagged();
    return same ? Optional.empty() : Optional.of(again);
  }

  private void strictest(ClockId id, ClockLog log, SlaClock clock) {
    List<Stretch> rests = rests(id, clock.rests());
    starts.promises(id).stream()
        .filter(promise -> !promise.isThatOf(clock))
        .map(promise -> promise.clock(id, rests, clock.marks(), clock.pausedSince()))
        .min(Comparator.comparing(this::ifResumedNow))
        .filter(other -> ifResumedNow(other).isBefore(ifResumedNow(clock)))
        .ifPresent(other -> replace(log, clock, other));
  }

  private static void replace(ClockLog log, SlaClock old, SlaClock stricter) {
    if (isSamePromise(old, stricter)) {
      log.add(SlaEvent.Kind.STARTED, Reason.ANCHOR_SET, stricter);
      return;
    }
    SlaClock replaced = ClockChange.ended(old, Outcome.VOID, Optional.empty());
    log.add(SlaEvent.Kind.VOIDED, Reason.STRICTER_PROMISE, replaced);
    log.add(SlaEvent.Kind.STARTED, Reason.STRICTER_PROMISE, stricter);
  }

  private static boolean isSamePromise(SlaClock one, SlaClock other) {
    return one.contract().equals(other.contract())
        && one.anchor().equals(other.anchor())
        && one.calendar().equals(other.calendar())
        && one.target().equals(other.target());
  }

  /** A parent promises no later than the earliest of its children. */
  private void follow(ClockLog log, SlaClock clock) {
    followed(clock).ifPresent(due -> log.add(SlaEvent.Kind.STARTED, Reason.STRICTER_PROMISE, due));
  }

  private Optional<SlaClock> followed(SlaClock clock) {
    return Optional.ofNullable(facts.parentDeadlines().get(clock.id()))
        .filter(child -> child.isBefore(clock.deadline()))
        .map(child -> ClockChange.due(clock, child));
  }

  /** Deadlines of resting clocks are compared as if the rest, which they share, ended now. */
  private Instant ifResumedNow(SlaClock clock) {
    return clock
        .pausedSince()
        .map(since -> Rests.later(since, clock.startedAt()))
        .map(since -> terms.time(clock).openTime(since, now))
        .map(rest -> terms.time(clock).postpone(clock.deadline(), rest))
        .orElse(clock.deadline());
  }

  private List<Stretch> rests(ClockId id, List<Stretch> known) {
    return switch (id.name()) {
      case RESPONSE -> known;
      case DIAGNOSIS, DISPATCH, ONSITE -> Rests.union(known, Rests.over(facts.pauses(), now));
      case RESOLUTION ->
          Rests.union(
              Rests.union(known, Rests.over(facts.pauses(), now)),
              Rests.over(facts.reopenings(), now));
    };
  }
}
