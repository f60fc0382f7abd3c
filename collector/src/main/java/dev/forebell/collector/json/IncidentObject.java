package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.incident.Incident;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.engine.incident.Milestone;
import java.util.Optional;

/** An incident in public objects; keys in fixed order, all always present. */
public final class IncidentObject {
  private IncidentObject() {}

  /** The {@code incident} of an event with a {@code clocks} array added: a row of a list. */
  public static String write(Incident incident, Language language) {
    ObjectNode node = of(incident, language, Optional.empty());
    node.set("clocks", Json.array(incident.promise().clocks().values(), ClockObject::ofIncident));
    return node.toString();
  }

  /**
   * The {@code incident} of an event.
   *
   * @param language of the evidence's text
   * @param detail the event's own words, inside {@code evidence}
   */
  static ObjectNode of(Incident incident, Language language, Optional<ObjectNode> detail) {
    ObjectNode node =
        Json.object().put("id", incident.id().value()).put("customer", incident.customer().value());
    Json.put(node, "site", incident.site());
    Json.put(node, "host", incident.key().host());
    node.put("rule", incident.key().rule().value())
        .put("subject", incident.key().subject())
        .put("means", incident.finding().means().id())
        .put("severity", incident.finding().severity().id())
        .put("emergency", incident.urgency().emergency());
    node.set("evidence", EvidenceObject.of(incident, language, detail));
    Json.put(node, "parent", incident.parent().map(IncidentId::value));
    time(node, incident, Milestone.BEGAN);
    time(node, incident, Milestone.DETECTED);
    time(node, incident, Milestone.REPORTED);
    time(node, incident, Milestone.ACKNOWLEDGED);
    time(node, incident, Milestone.CONTACTED);
    time(node, incident, Milestone.RESTORED);
    time(node, incident, Milestone.RESOLVED);
    return node.put("state", incident.state().id());
  }

  private static void time(ObjectNode node, Incident incident, Milestone milestone) {
    Json.putPublic(node, milestone.key(), incident.times().at(milestone));
  }
}
