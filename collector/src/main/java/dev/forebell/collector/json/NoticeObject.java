package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.customer.Language;
import dev.forebell.collector.engine.incident.DeskOutput;

/** An event as people are told of it: the event object in their language, with all clocks. */
public final class NoticeObject {
  private NoticeObject() {}

  /** One line without a line end. */
  public static String write(DeskOutput.Happened happened, Language language) {
    ObjectNode node =
        EventObject.of(new DeskOutput.Happened(happened.event(), happened.incident(), language));
    node.set(
        "clocks",
        Json.array(happened.incident().promise().clocks().values(), ClockObject::ofIncident));
    return node.toString();
  }
}
