package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the all-day events of an iCalendar file: holidays, or make-up working days where the
 * category is {@code workday} or the summary begins with {@code workday} or names a make-up day as
 * Chinese lists do. Events with a time of day and repeated events are passed over with a warning.
 */
final class IcsDays {
  private static final int LONGEST_DAYS = 366;

  private static final List<String> REPEATED = List.of("RRULE", "RDATE");

  private final String file;
  private final Problems problems;
  private final List<SpecialDays.Listed> days = new ArrayList<>();
  private final Map<String, String> event = new TreeMap<>();
  private int begin;
  private int events;

  IcsDays(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  List<SpecialDays.Listed> read(String text) {
    if (!text.stripLeading().toUpperCase(Locale.ROOT).startsWith("BEGIN:VCALENDAR")) {
      problems.add(Position.startOf(file), "this is no iCalendar file", "BEGIN:VCALENDAR");
      return List.of();
    }
    int number = 0;
    for (String line : unfolded(text)) {
      number++;
      read(number, line);
    }
    if (begin > 0) {
      unended();
    } else if (number > 0 && events == 0) {
      problems.warn(Position.startOf(file), "the file holds no event", "BEGIN:VEVENT");
    }
    return days;
  }

  /** A line that begins with a space goes on with the one before; numbers of lines stay. */
  private static List<String> unfolded(String text) {
    List<String> lines = new ArrayList<>();
    int last = 0;
    for (String line : text.lines().toList()) {
      if ((line.startsWith(" ") || line.startsWith("\t")) && !lines.isEmpty()) {
        lines.set(last, lines.get(last) + line.substring(1));
        lines.add("");
      } else {
        last = lines.size();
        lines.add(line);
      }
    }
    return lines;
  }

  private void read(int number, String line) {
    int colon = line.indexOf(':');
    if (line.strip().equalsIgnoreCase("BEGIN:VEVENT")) {
      if (begin > 0) {
        unended();
      }
      events++;
      begin = number;
      event.clear();
    } else if (line.strip().equalsIgnoreCase("END:VEVENT") && begin > 0) {
      end();
      begin = 0;
    } else if (begin > 0 && colon > 0) {
      String name = line.substring(0, colon).split(";", 2)[0].toUpperCase(Locale.ROOT);
      event.put(name, line.substring(colon + 1).strip());
    }
  }

  private void unended() {
    problems.add(new Position(file, begin, 1), "the event does not end", "END:VEVENT");
  }

  private void end() {
    Position at = new Position(file, begin, 1);
    String start = event.getOrDefault("DTSTART", "");
    if (start.contains("T") || REPEATED.stream().anyMatch(event::containsKey)) {
      problems.warn(at, "an event with a time of day, or repeated, is passed over", "whole days");
      return;
    }
    if (event.getOrDefault("STATUS", "").equalsIgnoreCase("CANCELLED")) {
      problems.warn(at, "a cancelled event is passed over", "events that take place");
      return;
    }
    if (event.containsKey("DURATION")) {
      problems.add(at, "the event ends by DURATION", "DTEND;VALUE=DATE:20260201 in its place");
      return;
    }
    try {
      LocalDate first = date(start);
      LocalDate end = event.containsKey("DTEND") ? date(event.get("DTEND")) : first.plusDays(1);
      add(first, end, at);
    } catch (DateTimeException _) {
      problems.add(
          at,
          start.isEmpty() ? "the event has no day" : "the event has no day of the calendar",
          "DTSTART;VALUE=DATE:20260131");
    }
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
  }

  private void add(LocalDate first, LocalDate end, Position at) {
    if (end.isAfter(first.plusDays(LONGEST_DAYS))) {
      problems.add(at, "the event is longer than a year", "events of some days");
      return;
    }
    if (end.isBefore(first)) {
      problems.add(at, "the event ends before it begins", "a DTEND after its DTSTART");
      return;
    }
    String name = event.getOrDefault("SUMMARY", "").replace("\\,", ",").replace("\\;", ";");
    LocalDate last = end.isAfter(first) ? end : first.plusDays(1);
    first
        .datesUntil(last)
        .map(
            date ->
                isWorkday(name)
                    ? new DayOverride.Workday(date, name)
                    : new DayOverride.Holiday(date, name))
        .forEach(day -> days.add(new SpecialDays.Listed(day, at)));
  }

  private boolean isWorkday(String name) {
    String category = event.getOrDefault("CATEGORIES", "").toLowerCase(Locale.ROOT);
    String summary = name.toLowerCase(Locale.ROOT);
    return category.contains("workday")
        || summary.startsWith("workday")
        || summary.startsWith("[workday]")
        || name.contains("\u8865\u73ed")
        || name.endsWith("(\u73ed)")
        || name.endsWith("\uff08\u73ed\uff09");
  }
}
