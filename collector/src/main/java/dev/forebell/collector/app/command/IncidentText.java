package dev.forebell.collector.app.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Incidents for people at a terminal. What came over the wire prints without control codes. */
final class IncidentText {
  private static final String BUNDLE = "dev.forebell.collector.app.command.incident";

  private IncidentText() {}

  static String say(String key, Object... values) {
    ResourceBundle bundle = Spoken.bundle(BUNDLE);
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(values);
  }

  static String list(JsonObject page, Instant now) {
    List<JsonObject> incidents = objects(page, "incidents").toList();
    if (incidents.isEmpty()) {
      return say("list.empty");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(say("list.columns").split(",")));
    incidents.forEach(incident -> rows.add(row(incident, now)));
    String more = page.getString("next") == null ? "" : "\n" + say("list.more", incidents.size());
    return TextTable.of(rows) + more;
  }

  private static List<String> row(JsonObject incident, Instant now) {
    return List.of(
        text(incident, "id"),
        incident.getBoolean("emergency", false) ? say("emergency") : text(incident, "severity"),
        text(incident, "state"),
        text(incident, "host"),
        text(incident, "rule"),
        age(incident.getString("detected_at"), now),
        nearest(incident, now));
  }

  /** The running clock that ends first. */
  private static String nearest(JsonObject incident, Instant now) {
    return objects(incident, "clocks")
        .filter(clock -> clock.getString("outcome") == null)
        .min((a, b) -> text(a, "deadline").compareTo(text(b, "deadline")))
        .map(clock -> text(clock, "name") + " " + left(clock, now))
        .orElse("-");
  }

  static String show(JsonObject incident, Instant now) {
    StringBuilder out = new StringBuilder();
    out.append(headline(incident)).append('\n');
    Optional.ofNullable(incident.getJsonObject("evidence"))
        .ifPresent(evidence -> out.append(text(evidence, "text")).append('\n'));
    List<List<String>> clocks =
        objects(incident, "clocks").map(clock -> clockRow(clock, now)).toList();
    if (!clocks.isEmpty()) {
      out.append('\n').append(TextTable.of(clocks));
    }
    List<List<String>> steps = objects(incident, "timeline").map(IncidentText::step).toList();
    if (!steps.isEmpty()) {
      out.append('\n').append(TextTable.of(steps));
    }
    return out.toString();
  }

  private static String headline(JsonObject incident) {
    return String.join(
        "  ",
        Stream.of("id", "severity", "state", "customer", "host", "rule", "subject")
            .map(key -> text(incident, key))
            .filter(value -> !value.isEmpty())
            .toList());
  }

  private static List<String> clockRow(JsonObject clock, Instant now) {
    return List.of(
        text(clock, "set"),
        text(clock, "name"),
        text(clock, "deadline"),
        clock.getString("outcome") == null ? left(clock, now) : text(clock, "outcome"));
  }

  private static List<String> step(JsonObject event) {
    String clock =
        Optional.ofNullable(event.getJsonObject("clock"))
            .map(c -> text(c, "set") + " " + text(c, "name"))
            .orElse("");
    return List.of(
        text(event, "at"), text(event, "event"), clock, text(event, "by"), text(event, "reason"));
  }

  static String done(JsonObject incident) {
    return say("done", text(incident, "id"), text(incident, "state"));
  }

  private static String left(JsonObject clock, Instant now) {
    String paused = clock.getString("paused_since");
    Instant from = paused == null ? now : Instant.parse(paused);
    Duration left = Duration.between(from, Instant.parse(clock.getString("deadline")));
    String key = left.isNegative() ? "clock.over" : paused == null ? "clock.left" : "clock.paused";
    return say(key, span(left.abs()));
  }

  private static String age(String since, Instant now) {
    Duration age = Duration.between(Instant.parse(since), now);
    return span(age.isNegative() ? Duration.ZERO : age);
  }

  /** 45s, 12m, 3h05m, 2d04h. */
  static String span(Duration span) {
    if (span.toMinutes() < 1) {
      return span.toSeconds() + "s";
    }
    if (span.toHours() < 1) {
      return span.toMinutes() + "m";
    }
    return span.toDays() < 1
        ? String.format(Locale.ROOT, "%dh%02dm", span.toHours(), span.toMinutesPart())
        : String.format(Locale.ROOT, "%dd%02dh", span.toDays(), span.toHoursPart());
  }

  private static Stream<JsonObject> objects(JsonObject parent, String key) {
    return parent.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast);
  }

  /** Host names and comments come from elsewhere: no escape sequence reaches the terminal. */
  private static String text(JsonObject object, String key) {
    Object value = object.getValue(key);
    return value == null ? "" : value.toString().replaceAll("\\p{Cntrl}", " ");
  }
}
