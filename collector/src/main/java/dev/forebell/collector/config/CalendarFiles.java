package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.common.config.Problems;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The calendar that every configuration has; those of {@code calendars/} join it. */
final class CalendarFiles {
  private CalendarFiles() {}

  /** By id; holds {@code always}. */
  static SortedMap<String, BusinessCalendar> load(Path dir, Problems problems) {
    SortedMap<DayOfWeek, List<DayInterval>> week = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new DayInterval(0, 86_400)));
    }
    SortedMap<String, BusinessCalendar> calendars = new TreeMap<>();
    calendars.put(
        BusinessCalendar.ALWAYS,
        new BusinessCalendar(
            BusinessCalendar.ALWAYS,
            ZoneOffset.UTC,
            week,
            new TreeMap<>(),
            Optional.empty(),
            Duration.ofHours(24),
            new TreeMap<>(),
            "",
            "built-in"));
    return calendars;
  }
}
