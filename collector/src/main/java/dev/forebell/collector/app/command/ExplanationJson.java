package dev.forebell.collector.app.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.Explanation;
import dev.forebell.collector.engine.calendar.WorkDay;
import java.time.Duration;
import java.util.Locale;

/** An explained deadline for programs. */
final class ExplanationJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExplanationJson() {}

  static String of(BusinessCalendar calendar, Explanation why, Deadline.At deadline) {
    ObjectNode json = JSON.createObjectNode();
    json.put("calendar", calendar.id());
    json.put("zone", calendar.zone().getId());
    json.put("start", Rfc3339.utc(why.start()));
    json.put("amount", why.amount().text());
    json.put("deadline", Rfc3339.utc(deadline.instant()));
    json.put("flagged", deadline.flagged());
    ObjectNode doubts = json.putObject("doubts");
    deadline.doubts().forEach((year, known) -> doubts.put(String.valueOf(year), lower(known)));
    for (Explanation.Counted one : why.counted()) {
      json.withArrayProperty("counted")
          .add(
              day(one.day())
                  .put("from", Rfc3339.local(one.from(), calendar.zone()))
                  .put("to", Rfc3339.local(one.to(), calendar.zone()))
                  .put("seconds", Duration.between(one.from(), one.to()).toSeconds()));
    }
    why.skipped().forEach(day -> json.withArrayProperty("skipped").add(day(day)));
    return json.put("complete", why.complete()).toString();
  }

  private static ObjectNode day(WorkDay day) {
    return JSON.createObjectNode()
        .put("date", day.date().toString())
        .put("kind", lower(day.kind()))
        .put("name", day.name());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
