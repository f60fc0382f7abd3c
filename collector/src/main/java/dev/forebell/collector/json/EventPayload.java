package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.StoredEvent;
import java.time.Instant;

/** What the ledger keeps of an event so that folding it again gives the same incident. */
public final class EventPayload {
  private EventPayload() {}

  /** Reason, author and change; the rest stands in the stored event beside it. */
  public static String write(IncidentEvent event) {
    ObjectNode node = Json.object().put("reason", event.reason().id()).put("by", event.by());
    node.set("change", ChangeWriter.write(event.change()));
    return node.toString();
  }

  /**
   * The event as it was.
   *
   * @throws IllegalArgumentException if it was not written by {@link #write}, with the place in it
   */
  public static IncidentEvent read(StoredEvent stored) {
    return read(stored.incident(), stored.number(), stored.at(), stored.name(), stored.payload());
  }

  /** The event of these columns. */
  public static IncidentEvent read(
      IncidentId id, long number, Instant at, String name, String payload) {
    Fields fields = Json.read(payload);
    Reason reason = fields.word("reason", Reason::parse);
    return new IncidentEvent(
        id,
        number,
        at,
        reason,
        fields.text("by"),
        ChangeReader.read(name, fields.object("change"), at, reason));
  }
}
