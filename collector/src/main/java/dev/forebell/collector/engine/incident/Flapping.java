package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * What comes back again and again stays open until it is steady: one ticket, not one a turn. With
 * the usual reopen window a source of flapping makes one ticket an hour at most.
 */
final class Flapping {
  private Flapping() {}

  /** Its condition is over: so is the incident, unless it flaps. */
  static void ended(StepLog log, Incident incident, ConditionEvent event, Instant restoredAt) {
    Instant steadyAt = restoredAt.plus(Turns.STEADY);
    if (incident.turns().flapping(log.now()) && steadyAt.isAfter(log.now())) {
      if (incident.times().at(Milestone.RESTORED).isEmpty()) {
        log.happens(incident.id(), event.reason(), new Change.Restored(restoredAt));
      }
      log.happens(incident.id(), Reason.FLAPPING, new Change.HeldOpen(steadyAt));
    } else {
      resolve(log, incident, event.reason(), restoredAt);
    }
  }

  /** A tick: what was held open long enough resolves. */
  static void due(StepLog log) {
    log.state().wakes().dueBy(log.now()).stream()
        .flatMap(id -> log.state().incident(id).stream())
        .filter(one -> steadyAt(one).filter(at -> !at.isAfter(log.now())).isPresent())
        .toList()
        .forEach(
            one ->
                resolve(
                    log,
                    one,
                    Reason.STEADY,
                    one.times().at(Milestone.RESTORED).orElseGet(log::now)));
  }

  /** When an open incident that flapped resolves if nothing happens; empty: it is not held. */
  static Optional<Instant> steadyAt(Incident incident) {
    return incident.open() ? incident.turns().steadyAt() : Optional.empty();
  }

  private static void resolve(StepLog log, Incident incident, Reason reason, Instant restoredAt) {
    log.happens(
        incident.id(),
        Prevention.ending(incident, reason),
        new Change.Resolved(Optional.of(restoredAt), ""));
  }
}
