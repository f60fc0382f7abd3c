package dev.forebell.collector.engine.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * When a desk works, as data; {@code WorkingTime} computes with it.
 *
 * @param week open intervals of each weekday in rising order, without overlaps; a weekday that is
 *     absent is closed
 * @param days dates that differ; one date may hold several overrides
 * @param makeupAs whose hours a make-up working day has, where its own weekday has none
 * @param workingDay length of one working day in open time
 * @param years how far the special days of each year can be trusted; a year that is absent is
 *     missing. Empty with empty {@code days}: the calendar knows no special days and every year is
 *     complete
 * @param source where the special days come from; empty if there are none
 * @param version fingerprint of its text and data
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
    String version) {

  /** Id of the calendar that is always open. */
  public static final String ALWAYS = "always";
}
