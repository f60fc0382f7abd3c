package dev.forebell.collector.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.port.SuppressionDesk.Entry;
import dev.forebell.collector.port.SuppressionDesk.Listed;
import dev.forebell.collector.port.SuppressionDesk.Word;
import dev.forebell.common.model.HostKind;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;

/** Writes windows and silences. */
final class SuppressionText {
  private SuppressionText() {}

  static void list(JsonGenerator out, String name, List<Listed> all, Instant now)
      throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart(name);
    for (Listed one : all) {
      out.writeStartObject();
      out.writeStringField("id", one.entry().id());
      out.writeStringField("customer", one.customer().value());
      out.writeStringField("source", one.words().isEmpty() ? "file" : "given");
      switch (one.entry()) {
        case Entry.Quiet(Silence silence) -> silence(out, silence, now);
        case Entry.Window(MaintenanceWindow window) -> window(out, window, now);
      }
      words(out, one.words());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void silence(JsonGenerator out, Silence silence, Instant now) throws IOException {
    out.writeObjectFieldStart("match");
    for (Matcher matcher : silence.matchers()) {
      boolean label = matcher.field() == Matcher.Field.LABEL;
      texts(
          out,
          label ? "label." + matcher.label() : matcher.field().id(),
          matcher.patterns().stream().map(Object::toString).toList());
    }
    out.writeEndObject();
    out.writeStringField("from", JsonText.time(silence.from()));
    out.writeStringField("until", JsonText.time(silence.until()));
    out.writeStringField("state", state(silence.from(), silence.until(), now));
    out.writeStringField("comment", silence.comment());
    out.writeStringField("author", silence.author());
  }

  private static String state(Instant from, Instant until, Instant now) {
    return now.isBefore(from) ? "to_come" : now.isBefore(until) ? "in_force" : "over";
  }

  private static void window(JsonGenerator out, MaintenanceWindow window, Instant now)
      throws IOException {
    HostChoice hosts = window.hosts();
    texts(out, "hosts", hosts.hosts().stream().map(Object::toString).toList());
    texts(out, "sites", hosts.sites().stream().map(Object::toString).toList());
    texts(out, "services", hosts.services().stream().map(Object::toString).toList());
    texts(out, "groups", hosts.groups());
    texts(out, "kinds", hosts.kinds().stream().map(HostKind::id).toList());
    out.writeObjectFieldStart("labels");
    for (var label : hosts.labels().values().entrySet()) {
      out.writeStringField(label.getKey(), label.getValue());
    }
    out.writeEndObject();
    schedule(out, window.schedule(), now);
    out.writeStringField("comment", window.comment());
    out.writeStringField("author", window.author());
  }

  private static void schedule(JsonGenerator out, Schedule schedule, Instant now)
      throws IOException {
    switch (schedule) {
      case Schedule.Once once -> {
        out.writeStringField("from", JsonText.time(once.from()));
        out.writeStringField("to", JsonText.time(once.to()));
        out.writeStringField("state", state(once.from(), once.to(), now));
      }
      case Schedule.Weekly weekly -> {
        out.writeStringField("zone", weekly.zone().getId());
        out.writeObjectFieldStart("weekly");
        for (var day : weekly.hours().entrySet()) {
          String name = day.getKey().name().toLowerCase(Locale.ROOT).substring(0, 3);
          texts(out, name, day.getValue().stream().map(SuppressionText::span).toList());
        }
        out.writeEndObject();
        out.writeStringField("state", "recurring");
      }
      case Schedule.ByCalendar by -> {
        out.writeStringField("calendar", by.calendar());
        out.writeStringField("during", by.inside() ? "open" : "closed");
        out.writeStringField("state", "recurring");
      }
    }
  }

  private static String span(DayInterval hours) {
    return clock(hours.fromSecond()) + "-" + clock(hours.toSecond());
  }

  private static String clock(int second) {
    return second == 86_400 ? "24:00" : LocalTime.ofSecondOfDay(second).toString();
  }

  private static void words(JsonGenerator out, List<Word> words) throws IOException {
    out.writeArrayFieldStart("changes");
    for (Word word : words) {
      out.writeStartObject();
      out.writeStringField("at", JsonText.time(word.at()));
      out.writeStringField("by", word.by());
      out.writeStringField("action", word.action());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
