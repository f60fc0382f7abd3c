package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.Evidence;
import java.time.ZoneId;

/** Evidence of a forecast as stored and as machines read it. */
final class FillsCodec {
  private FillsCodec() {}

  static ObjectNode write(Evidence.Fills fills) {
    ObjectNode node = Json.object().put("kind", "fills");
    node.set("series", EvidenceCodec.series(fills.series()));
    node.put("limit", fills.limit());
    node.set("point", EvidenceCodec.point(fills.value()));
    node.put("slope_per_day", fills.slopePerDay())
        .put("confidence", fills.confidence())
        .put("span", fills.span().toString())
        .put("history", fills.history().toString())
        .put("earliest", fills.reached().earliest().toString())
        .put("reached", fills.reached().likely().toString())
        .put("latest", fills.reached().latest().toString());
    Json.put(node, "last_open", fills.lastOpen());
    return node.put("zone", fills.zone().getId());
  }

  static Evidence.Fills read(Fields fields) {
    return new Evidence.Fills(
        EvidenceCodec.series(fields.object("series")),
        fields.number("limit"),
        EvidenceCodec.point(fields.object("point")),
        fields.number("slope_per_day"),
        fields.number("confidence"),
        fields.duration("span"),
        fields.duration("history"),
        new Evidence.Span(
            fields.instant("earliest"), fields.instant("reached"), fields.instant("latest")),
        fields.optionalInstant("last_open"),
        ZoneId.of(fields.text("zone")));
  }
}
