package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.incident.Change;
import dev.forebell.collector.engine.people.Telling;

/** Who was told by which step of a ladder. */
final class TellingCodec {
  private TellingCodec() {}

  static void write(ObjectNode node, Change.Notified notified) {
    node.put("ladder", notified.ladder()).put("step", notified.step());
    ArrayNode told = node.putArray("told");
    for (Telling telling : notified.tellings()) {
      ObjectNode one = told.addObject();
      Json.put(one, "contact", telling.contact());
      one.put("channel", telling.channel());
    }
    notified.quiet().forEach(node.putArray("quiet")::add);
  }

  static Change.Notified read(Fields fields) {
    return new Change.Notified(
        fields.text("ladder"),
        fields.integer("step"),
        fields.objects(
            "told", one -> new Telling(one.optionalText("contact"), one.text("channel"))),
        fields.texts("quiet"));
  }
}
