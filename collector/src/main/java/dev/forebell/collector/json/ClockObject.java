package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.sla.Outcome;
import dev.forebell.collector.engine.sla.SlaClock;
import java.util.Optional;

/** A clock in public objects. */
final class ClockObject {
  private ClockObject() {}

  /** The six keys of an event's {@code clock}. */
  static ObjectNode ofEvent(SlaClock clock) {
    ObjectNode node =
        Json.object()
            .put("set", clock.id().set().id())
            .put("name", clock.id().name().id())
            .put("anchor", clock.anchor())
            .put("calendar", clock.calendar());
    Json.putPublic(node, "deadline", Optional.of(clock.deadline()));
    Json.put(node, "outcome", clock.outcome().map(Outcome::id));
    return node;
  }

  /** The same and what a board needs to count down. */
  static ObjectNode ofIncident(SlaClock clock) {
    ObjectNode node = ofEvent(clock);
    node.put("target", clock.target());
    Json.putPublic(node, "started_at", Optional.of(clock.startedAt()));
    Json.putPublic(node, "paused_since", clock.pausedSince());
    Json.putPublic(node, "stopped_at", clock.stoppedAt());
    return node.put("flagged", clock.flagged());
  }
}
