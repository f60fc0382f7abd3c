package dev.forebell.collector.engine.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a desk works, as data; {@code WorkingTime} computes with it.
 *
 * @param week open intervals of each weekday in rising order, without overlaps; a weekday that is
 *     absent is closed
 * @param days dates that differ; one date may hold several overrides
 * @param makeupAs whose hours a make-up working day has, where its own weekday has none; Monday if
 *     empty
 * @param workingDay length of one working day in open time
 * @param years how far the special days of each year can be trusted; a year that is absent is
 *     missing. Empty with empty {@code days}: the calendar knows no special days and every year is
 *     complete
 * @param source where the special days come from; empty if there are none
 * @param version fingerprint of its text and data
 * @param makeupDays whether make-up working days count; else they are ordinary days
 * @param holidays whether public holidays count; else they are ordinary days
 */
public record BusinessCalendar(
    String id,
    ZoneId zone,
    SortedMap<DayOfWeek, List<DayInterval>> week,
    SortedMap<LocalDate, List<DayOverride>> days,
    Optional<DayOfWeek> makeupAs,
    Duration workingDay,
    SortedMap<Integer, YearData> years,
    String source,
    String version,
    boolean makeupDays,
    boolean holidays) {

  /** As it is published: with its make-up days and holidays. */
  public BusinessCalendar(
      String id,
      ZoneId zone,
      SortedMap<DayOfWeek, List<DayInterval>> week,
      SortedMap<LocalDate, List<DayOverride>> days,
      Optional<DayOfWeek> makeupAs,
      Duration workingDay,
      SortedMap<Integer, YearData> years,
      String source,
      String version) {
    this(id, zone, week, days, makeupAs, workingDay, years, source, version, true, true);
  }

  /** Id of the calendar that is always open. */
  public static final String ALWAYS = "always";

  /** The calendar that never closes; a working day of it is 24 hours. */
  public static BusinessCalendar always() {
    Map<DayOfWeek, List<DayInterval>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new DayInterval(0, 86_400)));
    }
    return new BusinessCalendar(
        ALWAYS,
        ZoneOffset.UTC,
        new TreeMap<>(week),
        new TreeMap<>(),
        Optional.empty(),
        Duration.ofHours(24),
        new TreeMap<>(),
        "",
        ALWAYS);
  }

  /**
   * This calendar as a contract reads it.
   *
   * @param makeupDays false: make-up working days are ordinary days
   * @param holidays false: public holidays are ordinary days
   */
  public BusinessCalendar read(boolean makeupDays, boolean holidays) {
    if (makeupDays == this.makeupDays && holidays == this.holidays) {
      return this;
    }
    return new BusinessCalendar(
        id,
        zone,
        week,
        days,
        makeupAs,
        workingDay,
        years,
        source,
        version + (makeupDays ? "" : "-makeup") + (holidays ? "" : "-holidays"),
        makeupDays,
        holidays);
  }

  /** Whether a special day counts in this reading. */
  boolean counts(DayOverride one) {
    return switch (one) {
      case DayOverride.Holiday _ -> holidays;
      case DayOverride.Workday _ -> makeupDays;
      case DayOverride.ShortDay _ -> true;
    };
  }

  /** Whether its deadlines depend on lists that are published year by year. */
  public boolean hasSpecialDays() {
    if (makeupDays && holidays) {
      return !days.isEmpty() || !years.isEmpty();
    }
    return days.values().stream().flatMap(List::stream).anyMatch(this::counts);
  }
}
