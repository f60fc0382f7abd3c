package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the command about dead letters says. */
final class DeadLetterTexts {
  private static final ResourceBundle TEXTS =
      Spoken.bundle(DeadLetterTexts.class.getPackageName() + ".deadletter");

  private DeadLetterTexts() {}

  static String say(String key, Object... values) {
    return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(values);
  }

  static String list(JsonObject answer) {
    JsonArray letters = answer.getJsonArray("dead_letters");
    if (letters.isEmpty()) {
      return say("empty");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(say("columns").split(",", -1)));
    for (int i = 0; i < letters.size(); i++) {
      JsonObject letter = letters.getJsonObject(i);
      rows.add(
          List.of(
              letter.getLong("id").toString(),
              letter.getString("given_up_at"),
              letter.getString("endpoint"),
              letter.getString("incident"),
              letter.getString("event"),
              letter.getInteger("attempts").toString(),
              letter.getString("last_reason")));
    }
    return TextTable.of(rows);
  }

  static String show(JsonObject letter) {
    return say(
        "show",
        letter.getLong("id").toString(),
        letter.getString("event"),
        letter.getString("incident"),
        letter.getString("customer"),
        letter.getString("endpoint"),
        letter.getString("webhook_id"),
        letter.getInteger("attempts"),
        letter.getString("given_up_at"),
        letter.getString("last_reason"),
        letter.getString("explanation"),
        letter.getJsonObject("object").encodePrettily());
  }

  static String replayed(JsonObject answer) {
    return say("replayed", answer.getInteger("replayed"));
  }
}
