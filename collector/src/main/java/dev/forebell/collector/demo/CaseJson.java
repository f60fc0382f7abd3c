package dev.forebell.collector.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Cases as JSON in the shape of EspoCRM: times as {@code YYYY-MM-DD HH:mm:ss}, UTC. */
final class CaseJson {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_CHARACTERS = 20_000;

  private CaseJson() {}

  /** The fields that a request may set; what the desk itself gives is dropped. */
  static SortedMap<String, Object> fields(JsonObject body) {
    SortedMap<String, Object> fields = new TreeMap<>();
    for (Map.Entry<String, Object> field : body) {
      if (field.getValue() instanceof String text) {
        fields.put(field.getKey(), text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
      } else if (field.getValue() instanceof Number || field.getValue() instanceof Boolean) {
        fields.put(field.getKey(), field.getValue());
      }
    }
    fields.keySet().removeAll(java.util.List.of("id", "number", "createdAt", "modifiedAt"));
    return fields;
  }

  static JsonObject write(Case shown) {
    JsonObject object = new JsonObject().put("id", shown.id()).put("number", shown.number());
    shown.fields().forEach(object::put);
    return object
        .put("createdAt", time(shown.createdAt()))
        .put("modifiedAt", time(shown.modifiedAt()));
  }

  static JsonObject list(Collection<Case> cases, int most) {
    JsonArray list = new JsonArray();
    cases.stream().limit(most).map(CaseJson::write).forEach(list::add);
    return new JsonObject().put("total", cases.size()).put("list", list);
  }

  /** Cases with every request they received, to the millisecond: for the drill and tests. */
  static JsonObject withChanges(Collection<Case> cases) {
    JsonArray list = new JsonArray();
    for (Case shown : cases) {
      JsonArray changes = new JsonArray();
      shown
          .changes()
          .forEach(
              note ->
                  changes.add(
                      new JsonObject()
                          .put("at", note.at().toString())
                          .put("method", note.method())
                          .put("text", note.text())));
      list.add(write(shown).put("changes", changes));
    }
    return new JsonObject().put("cases", list);
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
