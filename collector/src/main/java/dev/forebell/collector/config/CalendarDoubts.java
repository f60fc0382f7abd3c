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
import java.util.stream.Stream;

/**
 * Which calendars do not know the special days that deadlines of these weeks depend on: of this
 * year, and from 1 December on of the next.
 */
public final class CalendarDoubts {
  private CalendarDoubts() {}

  private record Doubt(String calendar, int year, YearData known) {
    String what() {
      return "the special days of " + year + " are " + known.name().toLowerCase(Locale.ROOT);
    }

    String remedy() {
      return (known == YearData.MISSING
              ? "a list of " + year + " among its days"
              : "the published list of " + year + " in place of the provisional one")
          + " (forebell calendar import makes one); until then deadlines that cross that year are"
          + " flagged";
    }
  }

  /** One warning for each calendar and year, at the days of that calendar. */
  public static List<Problem> at(Instant now, Configuration configuration) {
    return doubts(now, configuration.calendars().values())
        .map(
            doubt ->
                new Problem(
                    configuration
                        .places()
                        .calendars()
                        .getOrDefault(doubt.calendar(), Position.startOf(CalendarFiles.FOLDER)),
                    doubt.what() + " in " + doubt.calendar(),
                    doubt.remedy()))
        .toList();
  }

  /** One sentence for each year and kind of doubt, the calendars named. */
  public static List<String> sentences(Instant now, Collection<BusinessCalendar> calendars) {
    SortedMap<String, List<String>> doubtful = new TreeMap<>();
    doubts(now, calendars)
        .forEach(
            one ->
                doubtful.computeIfAbsent(one.what(), _ -> new ArrayList<>()).add(one.calendar()));
    return doubtful.entrySet().stream()
        .map(one -> one.getKey() + " in " + String.join(", ", one.getValue()))
        .toList();
  }

  private static Stream<Doubt> doubts(Instant now, Collection<BusinessCalendar> calendars) {
    List<Doubt> doubts = new ArrayList<>();
    for (BusinessCalendar calendar : calendars) {
      ZonedDateTime local = now.atZone(calendar.zone());
      int last = local.getMonth() == Month.DECEMBER ? local.getYear() + 1 : local.getYear();
      for (int year = local.getYear(); calendar.hasSpecialDays() && year <= last; year++) {
        YearData known = calendar.years().getOrDefault(year, YearData.MISSING);
        if (known != YearData.PUBLISHED) {
          doubts.add(new Doubt(calendar.id(), year, known));
        }
      }
    }
    return doubts.stream();
  }
}
