package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.detect.Watch.Occurrence;
import dev.forebell.collector.engine.detect.Watch.Tally;
import java.util.Optional;

/** What a change rule remembers, as stored. */
final class TallyPayload {
  private TallyPayload() {}

  static ObjectNode write(Tally tally) {
    ObjectNode node = Json.object().put("state", "tally");
    tally.baseline().ifPresent(point -> node.set("baseline", EvidenceCodec.point(point)));
    node.set("boots", Json.texts(tally.boots()));
    tally.goodbye().ifPresent(at -> node.put("goodbye", at.toString()));
    node.set("happened", Json.array(tally.happened(), TallyPayload::occurrence));
    tally.held().ifPresent(level -> node.put("held", level));
    return node;
  }

  private static JsonNode occurrence(Occurrence one) {
    return Json.object().put("at", one.at().toString()).put("count", one.count());
  }

  static Tally read(Fields fields) {
    return new Tally(
        fields.optionalObject("baseline").map(EvidenceCodec::point),
        fields.texts("boots"),
        fields.has("goodbye") ? Optional.of(fields.instant("goodbye")) : Optional.empty(),
        fields.objects("happened", one -> new Occurrence(one.instant("at"), one.integer("count"))),
        fields.has("held") ? Optional.of(fields.integer("held")) : Optional.empty());
  }
}
