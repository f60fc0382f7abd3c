package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Two warnings that depend on people, not on a clock's time: nobody acknowledged, or somebody did
 * and nothing followed. They are told by the response clock, the internal one if there is one, also
 * after it has ended; each reopening arms them anew.
 */
final class EscalationDesk {
  /** Numbers of these marks on a clock; two less for each reopening. */
  private static final int UNACKNOWLEDGED = -2;

  private static final int EXPIRED = -3;

  private final SlaTerms terms;
  private final SlaFacts facts;
  private final SortedMap<ClockId, SlaClock> clocks;

  EscalationDesk(SlaTerms terms, SlaFacts facts, SortedMap<ClockId, SlaClock> clocks) {
    this.terms = terms;
    this.facts = facts;
    this.clocks = clocks;
  }

  private record Warning(int mark, Instant at, Reason reason) {
    String name() {
      return reason == Reason.NOT_ACKNOWLEDGED ? "unacknowledged" : "idle";
    }
  }

  /** The warning that is due; at most one of the two can be. */
  Optional<SlaEvent> due(Instant now, Occasion occasion) {
    return carrier()
        .flatMap(
            clock ->
                next(clock)
                    .filter(one -> isDue(one, now, occasion))
                    .map(one -> told(clock, one, now)));
  }

  private static boolean isDue(Warning warning, Instant now, Occasion occasion) {
    return switch (occasion) {
      case INPUT -> warning.at().isBefore(now);
      case TICK -> !warning.at().isAfter(now);
    };
  }

  private static SlaEvent told(SlaClock clock, Warning warning, Instant now) {
    return new SlaEvent(
        SlaEvent.Kind.WARNING,
        now,
        warning.reason(),
        ClockChange.marked(clock, Marks.with(clock.marks(), warning.mark())),
        Optional.of(new Moment(warning.name(), warning.at())));
  }

  /** When the next of them is due; empty: none as things stand. */
  Optional<Instant> next() {
    return carrier().flatMap(this::next).map(Warning::at);
  }

  private Optional<SlaClock> carrier() {
    return Stream.of(ClockSet.INTERNAL, ClockSet.CONTRACT)
        .flatMap(
            set -> Optional.ofNullable(clocks.get(new ClockId(set, ClockName.RESPONSE))).stream())
        .findFirst()
        .filter(clock -> !terms.contracts().isEmpty() && facts.exclusion().isEmpty());
  }

  private Optional<Warning> next(SlaClock clock) {
    Escalation escalation = terms.contractOf(clock).escalation();
    return facts.attention().acknowledgedAt().isEmpty()
        ? unacknowledged(clock, escalation)
        : late(clock, escalation).or(() -> expired(clock, escalation));
  }

  /** Acknowledged, but only after the warning was due and before anybody looked. */
  private Optional<Warning> late(SlaClock clock, Escalation escalation) {
    Instant acknowledged = facts.attention().acknowledgedAt().orElseThrow();
    return unacknowledged(clock, escalation).filter(one -> one.at().isBefore(acknowledged));
  }

  private Optional<Warning> unacknowledged(SlaClock clock, Escalation escalation) {
    return escalation
        .unacknowledged()
        .flatMap(limit -> after(clock, escalation, openSince(clock), limit))
        .map(at -> new Warning(numbered(UNACKNOWLEDGED), at, Reason.NOT_ACKNOWLEDGED))
        .filter(one -> isOpenAt(clock, one));
  }

  /**
   * Outside emergencies as the contract says; in one at once, from the promotion at the earliest.
   */
  private Optional<Warning> expired(SlaClock clock, Escalation escalation) {
    Instant acknowledged = facts.attention().acknowledgedAt().orElseThrow();
    Optional<Instant> ordinary =
        escalation.idle().flatMap(limit -> after(clock, escalation, acknowledged, limit));
    Optional<Instant> urgent =
        promotedAt().map(at -> Rests.later(acknowledged, at).plus(escalation.idleInEmergency()));
    return Stream.concat(
            ordinary.filter(due -> !isEmergencyAt(due)).stream(),
            urgent.filter(this::isEmergencyAt).stream())
        .min(Comparator.naturalOrder())
        .filter(due -> facts.attention().actedAt().filter(acted -> !acted.isAfter(due)).isEmpty())
        .map(due -> new Warning(numbered(EXPIRED), due, Reason.ACKNOWLEDGEMENT_EXPIRED))
        .filter(one -> isOpenAt(clock, one));
  }

  private Optional<Instant> promotedAt() {
    return Optional.ofNullable(facts.anchors().get(AnchorPoint.PROMOTED));
  }

  private boolean isEmergencyAt(Instant at) {
    boolean promoted = promotedAt().filter(since -> !since.isAfter(at)).isPresent();
    boolean demotedLater = facts.attention().demotedAt().filter(at::isBefore).isPresent();
    return promoted && (facts.emergency() || demotedLater);
  }

  private Optional<Instant> after(
      SlaClock clock, Escalation escalation, Instant from, Duration limit) {
    Contract contract = terms.contractOf(clock);
    if (escalation.inWorkingTime() && !terms.knows(contract.calendar())) {
      return Optional.empty();
    }
    WorkingTime time =
        terms.time(
            contract, escalation.inWorkingTime() ? contract.calendar() : BusinessCalendar.ALWAYS);
    return Optional.of(time.after(from, limit).orHorizon());
  }

  /** Since when it waits for people: detection, a risk that became more, or the last reopening. */
  private Instant openSince(SlaClock clock) {
    return facts.reopenings().isEmpty()
        ? facts.anchors().getOrDefault(AnchorPoint.DETECTED, clock.startedAt())
        : Rests.end(facts.reopenings().getLast());
  }

  /** Neither told before, nor over or recovering by then, nor out of the promise. */
  private boolean isOpenAt(SlaClock clock, Warning warning) {
    boolean voided = clock.outcome().filter(Outcome.VOID::equals).isPresent();
    Optional<Instant> over =
        facts.resolvedAt().isPresent()
            ? facts.resolvedAt()
            : new ClockStop(terms.contractOf(clock).responseStops(), facts).provisional();
    return !voided
        && !clock.marks().contains(warning.mark())
        && over.filter(end -> !end.isAfter(warning.at())).isEmpty();
  }

  private int numbered(int mark) {
    return mark - 2 * facts.reopenings().size();
  }
}
