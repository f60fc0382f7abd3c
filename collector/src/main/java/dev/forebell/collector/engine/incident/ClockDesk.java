package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import java.time.Instant;
import java.util.Optional;

/** Keeps the clocks of incidents in step with their facts. */
final class ClockDesk {
  private ClockDesk() {}

  static void settle(StepLog log) {}

  static Optional<Instant> wakeAt(CustomerState state, Incident incident) {
    return Optional.empty();
  }

  static void pause(StepLog log, Incident incident, CustomerInput.CommandGiven given, Pause pause) {
    log.refuse(incident.id(), Reason.NOT_ALLOWED_BY_CONTRACT, "no clock may rest", given.by());
  }

  static void resume(StepLog log, Incident incident, CustomerInput.CommandGiven given) {
    log.refuse(incident.id(), Reason.ILLEGAL_IN_STATE, "running to resumed", given.by());
  }
}
