package dev.forebell.collector.engine.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a calendar says of one local date.
 *
 * @param hours open intervals in rising order; empty: closed
 * @param name of the special day; empty on an ordinary one
 */
public record WorkDay(LocalDate date, Kind kind, List<DayInterval> hours, String name) {
  /** Why a date has the hours it has. */
  public enum Kind {
    STANDARD,
    /** Its weekday has no hours. */
    DAY_OFF,
    HOLIDAY,
    MAKEUP,
    SHORT
  }

  static WorkDay of(BusinessCalendar calendar, LocalDate date) {
    List<DayInterval> usual = usual(calendar, date.getDayOfWeek());
    List<DayOverride> overrides = calendar.days().get(date);
    if (overrides == null) {
      return new WorkDay(date, usual.isEmpty() ? Kind.DAY_OFF : Kind.STANDARD, usual, "");
    }
    WorkDay day = openOrHoliday(calendar, date, usual, overrides);
    return day.hours().isEmpty() ? day : day.cut(overrides);
  }

  /** A make-up day beats a holiday of the same date. */
  private static WorkDay openOrHoliday(
      BusinessCalendar calendar,
      LocalDate date,
      List<DayInterval> usual,
      List<DayOverride> overrides) {
    WorkDay day = new WorkDay(date, usual.isEmpty() ? Kind.DAY_OFF : Kind.STANDARD, usual, "");
    for (DayOverride one : overrides) {
      switch (one) {
        case DayOverride other when !calendar.counts(other) -> {}
        case DayOverride.Workday makeup -> {
          return new WorkDay(date, Kind.MAKEUP, makeupHours(calendar, usual), makeup.name());
        }
        case DayOverride.Holiday holiday ->
            day = new WorkDay(date, Kind.HOLIDAY, List.of(), holiday.name());
        case DayOverride.ShortDay later -> {}
      }
    }
    return day;
  }

  private static List<DayInterval> makeupHours(BusinessCalendar calendar, List<DayInterval> usual) {
    return usual.isEmpty() ? usual(calendar, calendar.makeupAs().orElse(DayOfWeek.MONDAY)) : usual;
  }

  private static List<DayInterval> usual(BusinessCalendar calendar, DayOfWeek weekday) {
    return calendar.week().getOrDefault(weekday, List.of());
  }

  /** The longest of several cuts counts. */
  private WorkDay cut(List<DayOverride> overrides) {
    WorkDay day = this;
    int longest = 0;
    for (DayOverride one : overrides) {
      if (one instanceof DayOverride.ShortDay cut && cut.minutes() > longest) {
        longest = cut.minutes();
        Kind kept = kind == Kind.MAKEUP ? kind : Kind.SHORT;
        day = new WorkDay(date, kept, withoutLast(hours, longest * 60), cut.name());
      }
    }
    return day;
  }

  private static List<DayInterval> withoutLast(List<DayInterval> hours, int seconds) {
    List<DayInterval> left = new ArrayList<>(hours);
    int still = seconds;
    while (still > 0 && !left.isEmpty()) {
      DayInterval last = left.removeLast();
      int length = last.toSecond() - last.fromSecond();
      if (length > still) {
        left.add(new DayInterval(last.fromSecond(), last.toSecond() - still));
      }
      still -= length;
    }
    return List.copyOf(left);
  }
}
