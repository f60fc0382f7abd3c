package dev.forebell.collector.json;

import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.HostId;

/** What the ledger keeps of each output of the incident machine. */
public final class HappenedRows {
  private HappenedRows() {}

  /** The event itself. */
  public static StoredEvent event(DeskOutput.Happened happened) {
    IncidentEvent event = happened.event();
    return new StoredEvent(
        event.id(),
        happened.incident().customer(),
        event.number(),
        event.at(),
        event.name(),
        EventPayload.write(event),
        EventObject.write(happened));
  }

  /** The incident as the event left it. */
  public static IncidentRow incident(DeskOutput.Happened happened) {
    Incident incident = happened.incident();
    return new IncidentRow(
        incident.id(),
        incident.customer(),
        incident.state().id(),
        incident.finding().severity().id(),
        incident.finding().means().id(),
        incident.urgency().emergency(),
        incident.key().host().map(HostId::value).orElse(""),
        incident.key().rule().value(),
        incident.times().detectedAt(),
        happened.event().at(),
        IncidentObject.write(incident, happened.language()));
  }
}
