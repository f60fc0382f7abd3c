package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.customer.Host;
import java.time.Instant;
import java.util.Optional;

/**
 * What came late completes what is known, corrects when it began, or is written down as past: it
 * never raises anything and never moves a deadline.
 */
final class LateNews {
  private LateNews() {}

  static void take(StepLog log, ConditionEvent.Late late) {
    switch (late) {
      case ConditionEvent.Corrected corrected ->
          known(log, late)
              .filter(one -> corrected.since().isBefore(one.times().beganAt()))
              .ifPresent(
                  one ->
                      happens(log, one, new Change.Corrected(corrected.since(), Optional.empty())));
      case ConditionEvent.Past past -> past(log, past);
      case ConditionEvent.Alive alive ->
          known(log, late)
              .filter(one -> overlaps(one, alive.from(), alive.until()))
              .ifPresent(one -> alive(log, one, alive.until()));
    }
  }

  private static Optional<Incident> known(StepLog log, ConditionEvent event) {
    return log.state().incident(IncidentKey.of(event.key()));
  }

  /** Part of what is known, or the whole of what nobody knew. */
  private static void past(StepLog log, ConditionEvent.Past past) {
    Optional<Incident> same =
        known(log, past).filter(one -> touches(one, past.since(), past.restoredAt()));
    if (same.isEmpty()) {
      record(log, past);
    } else if (past.since().isBefore(same.get().times().beganAt())) {
      happens(log, same.get(), new Change.Corrected(past.since(), Optional.empty()));
    } else {
      happens(log, same.get(), new Change.Completed(past.since(), past.restoredAt()));
    }
  }

  /** Whether the times have a moment in common. */
  private static boolean touches(Incident incident, Instant since, Instant until) {
    boolean endedBefore =
        incident.times().at(Milestone.RESTORED).filter(end -> end.isBefore(since)).isPresent();
    return !endedBefore && !until.isBefore(incident.times().beganAt());
  }

  private static boolean overlaps(Incident incident, Instant from, Instant until) {
    Instant began = incident.times().beganAt();
    return !began.isBefore(from) && began.isBefore(until);
  }

  /** An unheard host lived on: it was down from then at the earliest, or only unheard. */
  private static void alive(StepLog log, Incident incident, Instant until) {
    Instant detected = incident.times().detectedAt();
    Instant began = until.isBefore(detected) ? until : detected;
    happens(log, incident, new Change.Corrected(began, Optional.of(until)));
  }

  private static void record(StepLog log, ConditionEvent.Past past) {
    CustomerState state = log.state();
    IncidentId id = Opening.nextId(log);
    Optional<Host> host = Optional.ofNullable(state.config().hosts().get(past.key().host()));
    log.happens(
        id,
        Reason.LATE_DATA,
        new Change.Recorded(
            state.config().id(),
            IncidentKey.of(past.key()),
            host.map(Host::site),
            Coverage.services(state.config(), past.key().host()),
            past.since(),
            past.restoredAt(),
            past.finding(),
            state.config().version()));
    log.happens(id, Reason.LATE_DATA, new Change.Closed());
  }

  private static void happens(StepLog log, Incident incident, Change change) {
    log.happens(incident.id(), Reason.LATE_DATA, change);
  }
}
