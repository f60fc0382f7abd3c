package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** A report of what would have been sent, for people: a table, then overrides to paste. */
public final class ShadowTexts {
  private static final ResourceBundle TEXTS = Spoken.bundle("dev.forebell.collector.app.shadow");

  private ShadowTexts() {}

  /** The report's JSON as text. */
  public static String of(JsonObject report) {
    JsonArray rules = report.getJsonArray("rules");
    String head =
        say("head", report.getString("customer"), report.getString("from"), report.getString("to"));
    return head + "\n" + (rules.isEmpty() ? say("none") + "\n" : table(rules) + overrides(report));
  }

  private static String table(JsonArray rules) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(say("columns").split(",", -1)));
    for (int i = 0; i < rules.size(); i++) {
      JsonObject rule = rules.getJsonObject(i);
      rows.add(
          List.of(
              rule.getString("rule"),
              rule.getInteger("count").toString(),
              rule.getInteger("hosts").toString(),
              rule.getInteger("emergencies").toString(),
              rule.getInteger("at_night").toString(),
              rule.getInteger("open").toString(),
              rule.getInteger("flapping").toString(),
              length(rule, "shortest_seconds"),
              length(rule, "median_seconds")));
    }
    return TextTable.of(rows);
  }

  private static String length(JsonObject rule, String key) {
    return rule.getValue(key) == null
        ? "-"
        : Duration.ofSeconds(rule.getLong(key)).toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String overrides(JsonObject report) {
    JsonArray proposals = report.getJsonArray("proposals");
    if (proposals.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(say("proposals")).append("\noverrides:\n");
    for (int i = 0; i < proposals.size(); i++) {
      text.append("  ").append(proposals.getJsonObject(i).getString("override")).append('\n');
    }
    return text.toString();
  }

  private static String say(String key, Object... values) {
    return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(values);
  }
}
