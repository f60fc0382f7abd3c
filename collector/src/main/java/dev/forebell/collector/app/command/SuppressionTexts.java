package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the commands about windows and silences say. */
final class SuppressionTexts {
  private static final ResourceBundle TEXTS =
      Spoken.bundle(SuppressionTexts.class.getPackageName() + ".suppression");

  private SuppressionTexts() {}

  static String say(String key, Object... values) {
    return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(values);
  }

  static String given(JsonObject answer) {
    return say("given", answer.getString("id"));
  }

  static String ended(JsonObject answer) {
    return say("ended", answer.getString("id"));
  }

  static String silences(JsonObject answer) {
    return table(answer.getJsonArray("silences"), SuppressionTexts::silence);
  }

  static String windows(JsonObject answer) {
    return table(answer.getJsonArray("maintenance"), SuppressionTexts::window);
  }

  private interface Row {
    List<String> of(JsonObject one);
  }

  private static String table(JsonArray all, Row row) {
    if (all.isEmpty()) {
      return say("empty");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(say("columns").split(",", -1)));
    for (int i = 0; i < all.size(); i++) {
      rows.add(row.of(all.getJsonObject(i)));
    }
    return TextTable.of(rows);
  }

  private static List<String> silence(JsonObject one) {
    return row(
        one, one.getString("from"), one.getString("until"), pairs(one.getJsonObject("match")));
  }

  private static List<String> window(JsonObject one) {
    JsonObject about = new JsonObject();
    for (String key : List.of("hosts", "sites", "services", "groups", "kinds")) {
      JsonArray names = one.getJsonArray(key, new JsonArray());
      if (!names.isEmpty()) {
        about.put(key, names);
      }
    }
    one.getJsonObject("labels", new JsonObject())
        .forEach(
            label -> about.put("label." + label.getKey(), new JsonArray().add(label.getValue())));
    String hosts = about.isEmpty() ? say("all") : pairs(about);
    if (one.containsKey("weekly")) {
      return row(one, say("weekly"), pairs(one.getJsonObject("weekly")), hosts);
    }
    return one.containsKey("calendar")
        ? row(one, one.getString("calendar"), one.getString("during"), hosts)
        : row(one, one.getString("from"), one.getString("to"), hosts);
  }

  private static List<String> row(JsonObject one, String from, String to, String about) {
    return List.of(
        one.getString("id"),
        one.getString("customer"),
        one.getString("state"),
        from,
        to,
        about,
        one.getString("author"),
        one.getString("comment"));
  }

  private static String pairs(JsonObject lists) {
    List<String> pairs = new ArrayList<>();
    for (String key : lists.fieldNames()) {
      JsonArray values = lists.getJsonArray(key);
      pairs.add(key + "=" + String.join("|", values.stream().map(String::valueOf).toList()));
    }
    return String.join(" ", pairs);
  }
}
