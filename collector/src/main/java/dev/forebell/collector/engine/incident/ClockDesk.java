package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.sla.SlaDesk;
import dev.forebell.collector.engine.sla.SlaEvent;
import dev.forebell.collector.engine.sla.SlaFacts.Stretch;
import dev.forebell.collector.engine.sla.SlaTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Keeps the clocks of incidents in step with their facts. */
final class ClockDesk {
  private ClockDesk() {}

  /** Looks at every incident this step touched; an incident above hosts after its children. */
  static void settle(StepLog log) {
    List<IncidentId> touched = new ArrayList<>(log.touched());
    SortedSet<IncidentId> above = new TreeSet<>();
    for (IncidentId id : touched) {
      log.state().incident(id).ifPresent(one -> settleOrDefer(log, one, above));
    }
    above.forEach(id -> log.state().incident(id).ifPresent(one -> settle(log, one)));
  }

  private static void settleOrDefer(StepLog log, Incident incident, SortedSet<IncidentId> above) {
    if (incident.aboveHosts()) {
      above.add(incident.id());
      return;
    }
    settle(log, incident);
    incident
        .parent()
        .flatMap(log.state()::incident)
        .filter(Incident::aboveHosts)
        .ifPresent(parent -> above.add(parent.id()));
  }

  private static void settle(StepLog log, Incident incident) {
    log.touch(incident.id());
    decide(log, incident, incident.promise())
        .forEach(event -> log.happens(incident.id(), event.reason(), clock(incident, event)));
  }

  /**
   * A clock that starts in a pause carries it: where it takes over from the last clock that rested,
   * met in this step, the pause goes on in it.
   */
  private static Change clock(Incident incident, SlaEvent event) {
    List<Stretch> pauses = incident.promise().pauses();
    boolean rests = isOf(event, SlaEvent.Kind.PAUSED) && !pauses.isEmpty();
    return new Change.ClockChanged(
        event, rests ? Optional.of(Pause.of(pauses.getLast())) : Optional.empty());
  }

  private static List<SlaEvent> decide(StepLog log, Incident incident, IncidentClocks promise) {
    return promise.serviceFrom().isEmpty()
        ? List.of()
        : SlaDesk.decide(
            terms(log.state(), incident),
            ClockFacts.of(log.state(), incident, promise),
            promise.clocks(),
            log.now(),
            log.occasion());
  }

  private static SlaTerms terms(CustomerState state, Incident incident) {
    return new SlaTerms(Coverage.contracts(state.config(), incident), state.config().calendars());
  }

  /** When its clocks want to be asked again. */
  static Optional<Instant> wakeAt(CustomerState state, Incident incident) {
    return SlaDesk.wakeAt(
        terms(state, incident),
        ClockFacts.of(state, incident, incident.promise()),
        incident.promise().clocks());
  }

  /** Clocks rest from now on; refused where none may. */
  static void pause(StepLog log, Incident incident, CustomerInput.CommandGiven given, Pause pause) {
    List<SlaEvent> events = decide(log, incident, incident.promise().paused(pause));
    rest(log, incident, given, events, SlaEvent.Kind.PAUSED, pause);
  }

  /** Clocks that rest by the running pause go on. */
  static void resume(StepLog log, Incident incident, CustomerInput.CommandGiven given) {
    IncidentClocks resumed = incident.promise().resumed(given.at());
    Pause ended = Pause.of(resumed.pauses().getLast());
    List<SlaEvent> events = decide(log, incident, resumed);
    rest(log, incident, given, events, SlaEvent.Kind.RESUMED, ended);
  }

  private static void rest(
      StepLog log,
      Incident incident,
      CustomerInput.CommandGiven given,
      List<SlaEvent> events,
      SlaEvent.Kind kind,
      Pause pause) {
    if (events.stream().noneMatch(event -> isOf(event, kind))) {
      log.refuse(
          incident.id(), Reason.ILLEGAL_IN_STATE, "no clock that a pause could stop", given.by());
      return;
    }
    for (SlaEvent event : events) {
      boolean asked = isOf(event, kind);
      log.happens(
          incident.id(),
          event.reason(),
          asked ? given.by() : IncidentEvent.SYSTEM,
          new Change.ClockChanged(event, asked ? Optional.of(pause) : Optional.empty()));
    }
  }

  private static boolean isOf(SlaEvent event, SlaEvent.Kind kind) {
    return event.kind() == kind && event.reason() == Reason.PAUSE;
  }
}
