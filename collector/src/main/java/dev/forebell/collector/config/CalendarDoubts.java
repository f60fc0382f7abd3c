package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.YearData;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import java.time.Instant;
import java.time.Month;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which calendars do not know the special days that deadlines of these weeks depend on: of this
 * year, and from 1 December on of the next.
 */
public final class CalendarDoubts {
  private CalendarDoubts() {}

  /** One warning for each year and kind of doubt, the calendars named. */
  public static List<Problem> at(Instant now, Collection<BusinessCalendar> calendars) {
    SortedMap<String, List<String>> doubtful = new TreeMap<>();
    for (BusinessCalendar calendar : calendars) {
      ZonedDateTime local = now.atZone(calendar.zone());
      int last = local.getMonth() == Month.DECEMBER ? local.getYear() + 1 : local.getYear();
      for (int year = local.getYear(); calendar.hasSpecialDays() && year <= last; year++) {
        YearData known = calendar.years().getOrDefault(year, YearData.MISSING);
        if (known != YearData.PUBLISHED) {
          String what = year + " are " + known.name().toLowerCase(Locale.ROOT);
          doubtful.computeIfAbsent(what, _ -> new ArrayList<>()).add(calendar.id());
        }
      }
    }
    return doubtful.entrySet().stream().map(one -> problem(one.getKey(), one.getValue())).toList();
  }

  private static Problem problem(String what, List<String> calendars) {
    return new Problem(
        Position.startOf(CalendarFiles.FOLDER),
        "the special days of " + what + " in " + String.join(", ", calendars),
        "the published list (forebell calendar import); until then deadlines that cross them are"
            + " flagged");
  }
}
