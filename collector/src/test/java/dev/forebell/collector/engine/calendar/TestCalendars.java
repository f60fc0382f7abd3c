package dev.forebell.collector.engine.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Small calendars for tests, written as one would say them. */
public final class TestCalendars {
  private TestCalendars() {}

  /** Monday to Friday with the same hours, no special days. */
  public static BusinessCalendar weekdays(String id, String zone, String... hours) {
    return of(id, zone, DayOfWeek.FRIDAY, hours);
  }

  /** Every day with the same hours, no special days. */
  public static BusinessCalendar everyDay(String id, String zone, String... hours) {
    return of(id, zone, DayOfWeek.SUNDAY, hours);
  }

  private static BusinessCalendar of(String id, String zone, DayOfWeek last, String... hours) {
    SortedMap<DayOfWeek, List<DayInterval>> week = new TreeMap<>();
    List<DayInterval> day = Arrays.stream(hours).map(TestCalendars::interval).toList();
    for (DayOfWeek weekday : DayOfWeek.values()) {
      if (weekday.compareTo(last) <= 0) {
        week.put(weekday, day);
      }
    }
    int length = day.stream().mapToInt(one -> one.toSecond() - one.fromSecond()).sum();
    return new BusinessCalendar(
        id,
        ZoneId.of(zone),
        week,
        new TreeMap<>(),
        Optional.empty(),
        Duration.ofSeconds(length),
        new TreeMap<>(),
        "",
        id + "-1");
  }

  public static DayInterval interval(String text) {
    String[] ends = text.split("-", -1);
    return new DayInterval(second(ends[0]), second(ends[1]));
  }

  private static int second(String text) {
    return text.equals("24:00") ? 86_400 : LocalTime.parse(text).toSecondOfDay();
  }

  /** The same calendar with special days; their years are published, all others missing. */
  public static BusinessCalendar with(BusinessCalendar plain, DayOverride... overrides) {
    SortedMap<LocalDate, List<DayOverride>> days = new TreeMap<>();
    SortedMap<Integer, YearData> years = new TreeMap<>();
    for (DayOverride one : overrides) {
      days.computeIfAbsent(one.date(), date -> new ArrayList<>()).add(one);
      years.put(one.date().getYear(), YearData.PUBLISHED);
    }
    return new BusinessCalendar(
        plain.id(),
        plain.zone(),
        plain.week(),
        days,
        plain.makeupAs(),
        plain.workingDay(),
        years,
        "test",
        plain.version() + "+" + days.size());
  }

  public static DayOverride holiday(String date) {
    return new DayOverride.Holiday(LocalDate.parse(date), "holiday");
  }

  public static DayOverride workday(String date) {
    return new DayOverride.Workday(LocalDate.parse(date), "make-up");
  }

  public static DayOverride shortDay(String date, int minutes) {
    return new DayOverride.ShortDay(LocalDate.parse(date), "short", minutes);
  }
}
