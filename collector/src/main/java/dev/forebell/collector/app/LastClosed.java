package dev.forebell.collector.app;

import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentState;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The incidents that closed last, as they were then: a desk forgets what is closed, and a command
 * that comes too late is still to be answered by name. One thread.
 */
final class LastClosed {
  private static final int MOST = 1_000;

  private final LinkedHashMap<IncidentId, Incident> incidents = new LinkedHashMap<>();

  void happened(Incident incident) {
    if (incident.state() == IncidentState.CLOSED) {
      incidents.put(incident.id(), incident);
      if (incidents.size() > MOST) {
        incidents.pollFirstEntry();
      }
    }
  }

  Optional<Incident> find(IncidentId id) {
    return Optional.ofNullable(incidents.get(id));
  }
}
