package dev.forebell.collector.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the year list of holiday-cn: {@code {"days": [{"name", "date", "isOffDay"}]}}. A day that
 * is not off is a make-up working day. Other keys are passed over.
 */
final class HolidayCnDays {
  private static final String DAY =
      "{\"name\": \"..\", \"date\": \"2026-01-01\", \"isOffDay\": true}";

  private final String file;
  private final Problems problems;
  private final List<SpecialDays.Listed> days = new ArrayList<>();

  HolidayCnDays(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<SpecialDays.Listed> read(String text) {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      if (!hasDays(json)) {
        problems.add(Position.startOf(file), "there is no list 'days'", "the JSON of holiday-cn");
        return List.of();
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        day(json);
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        problems.add(at(json), "this is no day", DAY);
      }
    } catch (JsonProcessingException broken) {
      Position at =
          new Position(
              file,
              broken.getLocation().getLineNr(),
              Math.max(1, broken.getLocation().getColumnNr()));
      problems.add(at, "this is no JSON", "the JSON of holiday-cn");
    } catch (IOException impossible) {
      throw new UncheckedIOException("reading from a text", impossible);
    }
    return days;
  }

  /** Stands at the beginning of the list, if there is one. */
  private static boolean hasDays(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = json.currentName().equals("days");
      if (json.nextToken() == JsonToken.START_ARRAY && found) {
        return true;
      }
      json.skipChildren();
    }
    return false;
  }

  private void day(JsonParser json) throws IOException {
    Position begin = at(json);
    String name = "";
    String date = "";
    JsonToken off = JsonToken.VALUE_NULL;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "name" -> name = json.getText();
        case "date" -> date = json.getText();
        case "isOffDay" -> off = value;
        default -> json.skipChildren();
      }
    }
    add(begin, name, date, off);
  }

  private void add(Position at, String name, String date, JsonToken off) {
    if (!off.isBoolean()) {
      problems.add(at, "isOffDay is neither true nor false", DAY);
      return;
    }
    try {
      LocalDate day = LocalDate.parse(date);
      days.add(
          new SpecialDays.Listed(
              off == JsonToken.VALUE_TRUE
                  ? new DayOverride.Holiday(day, name)
                  : new DayOverride.Workday(day, name),
              at));
    } catch (DateTimeException _) {
      problems.add(at, Quantity.quoted(date) + " is not a date", "a date such as 2026-01-31");
    }
  }

  private Position at(JsonParser json) {
    return new Position(
        file,
        json.currentTokenLocation().getLineNr(),
        Math.max(1, json.currentTokenLocation().getColumnNr()));
  }
}
