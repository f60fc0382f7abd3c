package dev.forebell.collector.engine.incident;

/** Whether what an incident says is still true, whatever people did with it. */
final class StillHolding {
  private StillHolding() {}

  static boolean holds(CustomerState state, Incident incident) {
    return incident
        .key()
        .condition()
        .map(key -> state.conditions().containsKey(key))
        .orElseGet(() -> EmergencyDesk.met(state, incident.key()).isPresent());
  }
}
