package dev.forebell.collector.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.SeriesKey;
import java.util.TreeMap;

/** Evidence as stored; its writing half also makes the machine-readable part of public objects. */
final class EvidenceCodec {
  private EvidenceCodec() {}

  static ObjectNode write(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Crossed crossed -> crossed(crossed);
      case Evidence.Fills fills -> FillsCodec.write(fills);
      case Evidence.Elsewhere _ -> Json.object().put("kind", "elsewhere");
      case Evidence.SameCause same -> {
        ObjectNode node = Json.object().put("kind", "same_cause").put("rule", same.rule().value());
        node.set("incidents", Json.texts(same.incidents()));
        yield node;
      }
      case Evidence.Missing missing -> EventEvidence.write(missing);
      case Evidence.Happened happened -> EventEvidence.write(happened);
      case Evidence.LinkFacts link -> LinkEvidence.write(link);
      case Evidence.SiteLoss site -> LinkEvidence.write(site);
      case Evidence.Children children -> {
        ObjectNode node = Json.object().put("kind", "children");
        node.set("incidents", Json.texts(children.incidents()));
        yield node;
      }
    };
  }

  private static ObjectNode crossed(Evidence.Crossed crossed) {
    ObjectNode node = Json.object().put("kind", "crossed");
    node.set("series", series(crossed.series()));
    node.put("quantity", crossed.quantity());
    node.put("above", crossed.above());
    node.put("bound", crossed.bound());
    node.set("points", Json.array(crossed.points(), EvidenceCodec::point));
    crossed.guard().ifPresent(guard -> node.set("guard", guard(guard)));
    return node;
  }

  static JsonNode point(Evidence.Point point) {
    return Json.object().put("at", point.at().toString()).put("value", point.value());
  }

  private static JsonNode guard(Evidence.Guard guard) {
    ObjectNode node = Json.object();
    node.set("series", series(guard.series()));
    return node.put("above", guard.above()).put("bound", guard.bound()).put("value", guard.value());
  }

  static JsonNode series(SeriesKey series) {
    ObjectNode attributes = Json.object();
    series.attributes().values().forEach(attributes::put);
    ObjectNode node = Json.object().put("metric", series.metric());
    node.set("attributes", attributes);
    return node;
  }

  static Evidence read(Fields fields) {
    String kind = fields.text("kind");
    return switch (kind) {
      case "crossed" ->
          new Evidence.Crossed(
              series(fields.object("series")),
              fields.text("quantity"),
              fields.bool("above"),
              fields.number("bound"),
              fields.objects("points", EvidenceCodec::point),
              fields.optionalObject("guard").map(EvidenceCodec::guard));
      case "fills" -> FillsCodec.read(fields);
      case "elsewhere" -> new Evidence.Elsewhere();
      case "same_cause" ->
          new Evidence.SameCause(new RuleId(fields.text("rule")), fields.texts("incidents"));
      case "missing" -> EventEvidence.readMissing(fields);
      case "happened" -> EventEvidence.readHappened(fields);
      case "link" -> LinkEvidence.readLink(fields);
      case "site" -> LinkEvidence.readSite(fields);
      case "children" -> new Evidence.Children(fields.texts("incidents"));
      default -> throw new IllegalArgumentException("no evidence is called '" + kind + "'");
    };
  }

  static Evidence.Point point(Fields fields) {
    return new Evidence.Point(fields.instant("at"), fields.number("value"));
  }

  private static Evidence.Guard guard(Fields fields) {
    return new Evidence.Guard(
        series(fields.object("series")),
        fields.bool("above"),
        fields.number("bound"),
        fields.number("value"));
  }

  static SeriesKey series(Fields fields) {
    TreeMap<String, String> attributes = new TreeMap<>();
    fields
        .object("attributes")
        .node()
        .properties()
        .forEach(entry -> attributes.put(entry.getKey(), entry.getValue().asText()));
    return new SeriesKey(fields.text("metric"), new Attributes(attributes));
  }
}
