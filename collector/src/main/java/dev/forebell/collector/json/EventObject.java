package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.incident.DeskOutput;
import dev.forebell.collector.engine.incident.IncidentEvent;
import java.util.Optional;

/**
 * The event object of replay, webhooks and the API: keys in fixed order, all always present, times
 * in UTC with milliseconds. Equal events give equal bytes.
 */
public final class EventObject {
  private EventObject() {}

  /** One line without a line end. */
  public static String write(DeskOutput.Happened happened) {
    return of(happened).toString();
  }

  static ObjectNode of(DeskOutput.Happened happened) {
    IncidentEvent event = happened.event();
    ObjectNode node =
        Json.object()
            .put("at", Json.publicTime(event.at()))
            .put("event", event.name())
            .put("number", event.number())
            .put("reason", event.reason().id())
            .put("by", event.by());
    node.set(
        "incident",
        IncidentObject.of(happened.incident(), happened.language(), detail(event.change())));
    node.set("clock", clock(event.change()).orElse(null));
    return node;
  }

  /**
   * What a person said or did, and what explains a clock; another change of the machine shows in
   * the incident itself.
   */
  private static Optional<ObjectNode> detail(Change change) {
    return switch (change) {
      case Change.Acknowledged _,
          Change.Assigned _,
          Change.Contacted _,
          Change.Dispatched _,
          Change.Arrived _,
          Change.Diagnosed _,
          Change.Commented _,
          Change.HeldOpen _,
          Change.Corrected _,
          Change.Completed _,
          Change.Reported _,
          Change.Linked _,
          Change.Excluded _,
          Change.Notified _ ->
          Optional.of(ChangeWriter.write(change));
      case Change.Promoted promoted -> comment(promoted.comment());
      case Change.Demoted demoted -> comment(demoted.comment());
      case Change.Resolved resolved -> comment(resolved.comment());
      case Change.Reopened reopened -> comment(reopened.comment());
      case Change.Suppressed suppressed ->
          Optional.of(
              FindingCodec.write(suppressed.condition())
                  .put("began_at", Json.publicTime(suppressed.since()))
                  .put("means", suppressed.finding().means().id())
                  .put("severity", suppressed.finding().severity().id()));
      case Change.Withheld withheld ->
          Optional.of(withheld.by())
              .filter(by -> !by.isEmpty())
              .map(by -> Json.object().put("suppressed_by", by));
      case Change.ClockChanged clock -> Optional.of(ClockDetail.of(clock));
      case Change.Opened _,
          Change.Recorded _,
          Change.SeverityChanged _,
          Change.Restored _,
          Change.Relapsed _,
          Change.Closed _,
          Change.Absorbed _ ->
          Optional.empty();
    };
  }

  private static Optional<ObjectNode> comment(String text) {
    return Optional.of(Json.object().put("comment", text));
  }

  private static Optional<ObjectNode> clock(Change change) {
    return change instanceof Change.ClockChanged clock
        ? Optional.of(ClockObject.ofEvent(clock.event().clock()))
        : Optional.empty();
  }
}
