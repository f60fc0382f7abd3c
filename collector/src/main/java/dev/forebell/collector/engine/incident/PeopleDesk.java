package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.customer.CustomerConfig.Mode;
import dev.forebell.collector.engine.people.Callout;
import dev.forebell.collector.engine.people.Ladder;
import dev.forebell.collector.engine.people.Reach;
import dev.forebell.collector.engine.people.Roster;
import dev.forebell.collector.engine.people.Rung;
import dev.forebell.collector.engine.people.Rung.Timing;
import dev.forebell.collector.engine.sla.ClockId;
import dev.forebell.collector.engine.sla.ClockSet;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.engine.sla.SlaClock;
import dev.forebell.collector.engine.sla.SlaDesk;
import dev.forebell.collector.engine.sla.SlaTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Climbs the ladders of the contracts that cover an incident: each step once, when it is due, while
 * it waits for people. An emergency counts day and night and breaks quiet hours; everything else
 * counts in the contract's calendar and waits for the end of quiet hours.
 */
final class PeopleDesk {
  /** How often a step looks for the end of somebody's quiet hours. */
  private static final int LOOKS = 64;

  private final CustomerState state;
  private final Incident incident;

  private PeopleDesk(CustomerState state, Incident incident) {
    this.state = state;
    this.incident = incident;
  }

  private record Due(Instant at, Ladder ladder, Rung rung) {}

  /** Tells whom it is time to tell, of every incident that this step touched. */
  static void settle(StepLog log) {
    for (IncidentId id : new ArrayList<>(log.touched())) {
      Optional<Due> due = next(log, id);
      while (due.isPresent()) {
        tell(log, id, due.get());
        due = next(log, id);
      }
    }
  }

  private static Optional<Due> next(StepLog log, IncidentId id) {
    return log.state()
        .incident(id)
        .flatMap(incident -> new PeopleDesk(log.state(), incident).next())
        .filter(due -> log.due(due.at()));
  }

  /** When the next step is due; empty: none as things stand. */
  static Optional<Instant> wakeAt(CustomerState state, Incident incident) {
    return new PeopleDesk(state, incident).next().map(Due::at);
  }

  private static void tell(StepLog log, IncidentId id, Due due) {
    boolean urgent = log.state().incident(id).map(one -> one.urgency().emergency()).orElse(false);
    Reach reach = log.state().config().roster().reach(due.rung(), log.now(), urgent);
    Reason reason = reach.tellings().isEmpty() ? Reason.NOBODY_TO_TELL : Reason.LADDER_STEP;
    log.happens(
        id,
        reason,
        new Change.Notified(
            due.ladder().id(), due.rung().number(), reach.tellings(), reach.quiet()));
  }

  private Optional<Due> next() {
    return awaitsPeople()
        ? Coverage.contracts(state.config(), incident).stream()
            .flatMap(this::dues)
            .min(
                Comparator.comparing(Due::at)
                    .thenComparing(due -> due.ladder().id())
                    .thenComparing(due -> due.rung().number()))
        : Optional.empty();
  }

  private boolean awaitsPeople() {
    return incident.open()
        && incident.state() != IncidentState.SUPPRESSED
        && !incident.standsBelowOwn()
        && incident.promise().serviceFrom().isPresent()
        && incident.times().at(Milestone.RESTORED).isEmpty()
        && incident.handling().exclusion().isEmpty()
        && state.config().mode() == Mode.LIVE;
  }

  private Stream<Due> dues(Contract contract) {
    Callout callout = incident.handling().callout();
    return contract.escalation().ladder().stream()
        .flatMap(id -> Optional.ofNullable(state.config().roster().ladders().get(id)).stream())
        .flatMap(
            ladder ->
                ladder.rungs().stream()
                    .filter(rung -> callout.awaits(ladder.id(), rung) && isFor(rung))
                    .flatMap(
                        rung -> due(contract, rung).stream().map(at -> new Due(at, ladder, rung))));
  }

  private boolean isFor(Rung rung) {
    return rung.appliesTo(incident.finding().severity(), urgent());
  }

  private boolean urgent() {
    return incident.urgency().emergency();
  }

  private Optional<Instant> due(Contract contract, Rung rung) {
    Optional<Instant> at =
        switch (rung.timing()) {
          case Timing.After(Duration time) -> after(contract, time);
          case Timing.ShareOf share -> shareOf(contract, share);
        };
    return at.map(this::settled).map(settled -> afterQuiet(rung, settled));
  }

  private Optional<Instant> after(Contract contract, Duration time) {
    Instant since = later(incident.handling().callout().since(), serviceFrom());
    return urgent()
        ? Optional.of(since.plus(time))
        : hours(contract)
            .map(hours -> hours.after(since, time).orHorizon())
            .filter(Deadline.HORIZON::isAfter);
  }

  private Instant serviceFrom() {
    return incident.promise().serviceFrom().orElseThrow();
  }

  private Optional<Instant> shareOf(Contract contract, Timing.ShareOf share) {
    SlaTerms terms = terms();
    return Stream.of(ClockSet.INTERNAL, ClockSet.CONTRACT)
        .map(set -> new ClockId(set, share.clock()))
        .flatMap(id -> Optional.<SlaClock>ofNullable(incident.promise().clocks().get(id)).stream())
        .findFirst()
        .flatMap(clock -> SlaDesk.shareAt(terms, clock, share.percent()))
        .flatMap(
            at -> urgent() ? Optional.of(at) : hours(contract).flatMap(h -> h.nextOpening(at)));
  }

  private SlaTerms terms() {
    return new SlaTerms(Coverage.contracts(state.config(), incident), state.config().calendars());
  }

  private Optional<WorkingTime> hours(Contract contract) {
    boolean known =
        state.config().calendars().containsKey(contract.calendar())
            || contract.calendar().equals(BusinessCalendar.ALWAYS);
    return known ? Optional.of(terms().time(contract, contract.calendar())) : Optional.empty();
  }

  /** What may be explained by its site a moment later is told of after that moment. */
  private Instant settled(Instant at) {
    return HostSilence.saysSo(incident.finding())
        ? later(at, SiteIncident.verdictAt(incident).plus(SiteWait.LONGEST))
        : at;
  }

  private Instant afterQuiet(Rung rung, Instant from) {
    Roster roster = state.config().roster();
    Instant at = from;
    for (int look = 0; look < LOOKS; look++) {
      Reach reach = roster.reach(rung, at, urgent());
      if (!reach.waits()) {
        return at;
      }
      at = reach.quietUntil().orElse(at);
    }
    return at;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
