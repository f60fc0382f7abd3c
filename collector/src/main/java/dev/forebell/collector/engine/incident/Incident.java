package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident as its events left it; only {@code IncidentFold} makes a new one.
 *
 * @param site of its host
 * @param services that its host carries
 * @param configuration fingerprint of the customer's configuration at opening
 * @param lastNumber number of its newest event
 * @param finding severity, meaning and evidence now
 * @param parent the incident it stands below; empty: none
 * @param gathered conditions that it stands for besides its own
 * @param turns how often it came back
 * @param dueBy of what began as a risk: when what prevents it has to be done
 */
public record Incident(
    IncidentId id,
    CustomerId customer,
    IncidentKey key,
    Optional<SiteId> site,
    List<ServiceId> services,
    String configuration,
    long lastNumber,
    IncidentState state,
    Finding finding,
    Times times,
    Urgency urgency,
    Optional<IncidentId> parent,
    Handling handling,
    IncidentClocks promise,
    Gathered gathered,
    Turns turns,
    Optional<Instant> dueBy) {
  public Incident {
    services = List.copyOf(services);
  }

  /** Neither resolved nor closed. */
  public boolean open() {
    return state != IncidentState.RESOLVED && state != IncidentState.CLOSED;
  }

  /** Whether another incident of its own customer stands for it: a provider's does not. */
  public boolean standsBelowOwn() {
    return parent.filter(above -> above.customerCode().equals(id.customerCode())).isPresent();
  }

  /** Whether it stands above the outages of several hosts. */
  public boolean aboveHosts() {
    return key.host().isEmpty();
  }
}
