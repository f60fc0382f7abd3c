package dev.forebell.collector.app.simulation;

import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.IncidentKey;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** What the log has said of one incident so far. Only its judge changes it. */
final class SeenIncident {
  final IncidentId id;
  final CustomerId customer;
  final IncidentKey key;
  final Meaning means;
  long number;
  Instant at = Instant.MIN;
  boolean closed;
  boolean resolved;
  boolean restored;
  boolean byHand;
  boolean everByHand;
  boolean held;
  boolean withheld;
  Optional<IncidentId> parent = Optional.empty();
  boolean announced;
  String object = "";

  SeenIncident(IncidentId id, CustomerId customer, IncidentKey key, Meaning means) {
    this.id = id;
    this.customer = customer;
    this.key = key;
    this.means = means;
  }

  boolean isBad() {
    return !closed && !resolved && !restored && !withheld;
  }
}
