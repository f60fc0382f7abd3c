package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Year lists as others publish them, and the list of special days that calendars name. Known are
 * iCalendar ({@code .ics}), the JSON of holiday-cn ({@code .json}) and the XML of xmlcalendar
 * ({@code .xml}).
 */
public final class ImportedDays {
  private ImportedDays() {}

  /**
   * The days of a published list, in order of date.
   *
   * @param file its name, which tells the format and is named in problems
   * @param problems gets every mistake with its line
   */
  public static List<DayOverride> read(String file, String text, Problems problems) {
    List<SpecialDays.Listed> listed = listed(file, text, problems);
    Map<String, Position> seen = new TreeMap<>();
    for (SpecialDays.Listed one : listed) {
      Position first = seen.putIfAbsent(one.day().date() + kind(one.day()), one.at());
      if (first != null) {
        problems.add(one.at(), one.day().date() + " already stands at " + first, "each day once");
      }
    }
    return listed.stream()
        .map(SpecialDays.Listed::day)
        .sorted(Comparator.comparing(DayOverride::date).thenComparing(ImportedDays::kind))
        .toList();
  }

  private static List<SpecialDays.Listed> listed(String file, String text, Problems problems) {
    String lower = file.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".ics")) {
      return new IcsDays(file, problems).read(text);
    }
    if (lower.endsWith(".json")) {
      return new HolidayCnDays(file, problems).read(text);
    }
    if (lower.endsWith(".xml")) {
      return new XmlCalendarDays(file, problems).read(text);
    }
    problems.add(Position.startOf(file), "the format is not known", "an .ics, .json or .xml file");
    return List.of();
  }

  /** The list as {@code days:} of a calendar reads it; commas within names become semicolons. */
  public static String csv(String source, List<DayOverride> days) {
    StringBuilder csv = new StringBuilder("# Imported from ").append(oneLine(source)).append('\n');
    csv.append("date,kind,name,minutes\n");
    days.forEach(day -> csv.append(line(day)).append('\n'));
    return csv.toString();
  }

  private static String line(DayOverride day) {
    LocalDate date = day.date();
    String minutes = day instanceof DayOverride.ShortDay cut ? String.valueOf(cut.minutes()) : "";
    return date + "," + kind(day) + "," + oneLine(day.name()).replace(',', ';') + "," + minutes;
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String kind(DayOverride day) {
    return switch (day) {
      case DayOverride.Holiday _ -> "holiday";
      case DayOverride.Workday _ -> "workday";
      case DayOverride.ShortDay _ -> "short";
    };
  }
}
