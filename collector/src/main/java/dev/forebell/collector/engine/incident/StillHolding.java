package dev.forebell.collector.engine.incident;

import java.time.Instant;

/** Whether what an incident says is still true, whatever people did with it. */
final class StillHolding {
  private StillHolding() {}

  static boolean holds(CustomerState state, Incident incident, Instant now) {
    return incident
        .key()
        .condition()
        .map(key -> state.conditions().containsKey(key))
        .orElseGet(() -> above(state, incident, now));
  }

  private static boolean above(CustomerState state, Incident incident, Instant now) {
    if (SiteIncident.is(incident)) {
      return SiteIncident.holds(state, incident, incident.times().detectedAt());
    }
    return GroupIncident.is(incident)
        ? GroupIncident.holds(state, incident)
        : EmergencyDesk.standsFor(state, incident, now);
  }
}
