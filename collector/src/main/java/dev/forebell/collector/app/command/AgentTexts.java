package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What the commands about tokens and agents say. */
final class AgentTexts {
  private static final ResourceBundle TEXTS =
      Spoken.bundle(AgentTexts.class.getPackageName() + ".agents");

  private AgentTexts() {}

  static String say(String key, Object... values) {
    return new MessageFormat(TEXTS.getString(key), Locale.ROOT).format(values);
  }

  /** One line to run on the machine, then what it is good for. */
  static String created(JsonObject made) {
    StringBuilder command =
        new StringBuilder("forebell agent enrol --collector ").append(made.getString("collector"));
    Optional.ofNullable(made.getString("pin"))
        .ifPresent(pin -> command.append(" --pin ").append(pin));
    command.append(" --token ").append(made.getString("token"));
    if (made.getString("pool") != null) {
      command.append(" --seat SEAT");
    }
    return command
        + "\n\n"
        + say(
            "created",
            made.getString("id"),
            made.getString("customer"),
            made.getString("site"),
            made.getInteger("uses"),
            made.getString("expires_at"));
  }

  static String revoked(JsonObject answer) {
    return say("token.revoked", answer.getString("id"));
  }

  static String agentRevoked(JsonObject answer) {
    return say("agent.revoked", answer.getString("host"));
  }

  static String accepted(JsonObject answer) {
    return say("agent.accepted", answer.getString("host"));
  }

  static String tokens(JsonObject answer) {
    JsonArray all = answer.getJsonArray("tokens");
    if (all.isEmpty()) {
      return say("no.tokens");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(say("token.columns").split(",", -1)));
    for (int i = 0; i < all.size(); i++) {
      JsonObject one = all.getJsonObject(i);
      rows.add(
          List.of(
              one.getString("id"),
              one.getString("customer"),
              one.getString("site"),
              one.getString("kind"),
              one.getInteger("used") + "/" + one.getInteger("uses"),
              one.getString("expires_at"),
              one.getString("state"),
              one.getString("by")));
    }
    return TextTable.of(rows);
  }

  static String agents(JsonObject answer) {
    JsonArray all = answer.getJsonArray("agents");
    StringBuilder text = new StringBuilder();
    if (all.isEmpty()) {
      text.append(say("no.agents")).append('\n');
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of(say("agent.columns").split(",", -1)));
      for (int i = 0; i < all.size(); i++) {
        rows.add(agent(all.getJsonObject(i)));
      }
      text.append(TextTable.of(rows));
    }
    JsonArray strangers = answer.getJsonArray("strangers");
    for (int i = 0; i < strangers.size(); i++) {
      JsonObject one = strangers.getJsonObject(i);
      text.append('\n')
          .append(
              say(
                  one.getBoolean("may_enrol") ? "stranger.allowed" : "stranger.kept.out",
                  one.getString("host_name"),
                  one.getString("host"),
                  one.getString("last_at"),
                  one.getLong("times")));
    }
    return text.toString();
  }

  private static List<String> agent(JsonObject one) {
    return List.of(
        one.getString("host"),
        one.getString("customer"),
        one.getString("site"),
        one.getString("kind"),
        one.getString("state"),
        one.getString("host_name"),
        one.getString("seen_at"),
        one.getString("id"));
  }
}
