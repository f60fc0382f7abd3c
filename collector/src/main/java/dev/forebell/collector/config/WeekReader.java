package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the hours of a week: {@code mon-fri: ["08:30-12:00", "13:00-17:30"]}. */
final class WeekReader {
  private static final String HOURS = "hours such as 08:30-12:00, to 24:00 at most";
  private static final Pattern LOOSE =
      Pattern.compile(
          "(\\d{1,2})(?:[:.h](\\d{2}))? ?(?:-|\u2013|\u2014|~|to|bis)"
              + " ?(\\d{1,2})(?:[:.h](\\d{2}))?");
  private static final int LAST_SECOND = 86_400;

  private final SortedMap<DayOfWeek, List<DayInterval>> hours = new TreeMap<>();
  private final SortedMap<DayOfWeek, Position> defined = new TreeMap<>();

  private boolean allClosed = true;

  private WeekReader() {}

  /** Weekdays that have hours. */
  static SortedMap<DayOfWeek, List<DayInterval>> read(YamlMap calendar) {
    WeekReader reader = new WeekReader();
    Optional<YamlMap> week = calendar.map("week");
    week.ifPresent(
        map -> map.keys().forEach(key -> map.get(key).ifPresent(v -> reader.add(key, v))));
    week.filter(map -> reader.hours.isEmpty() && reader.allClosed)
        .ifPresent(map -> map.problem("week: no day has hours", "mon-fri: [\"09:00-18:00\"]"));
    return reader.hours;
  }

  private void add(String key, YamlValue value) {
    List<DayOfWeek> days = DayNames.days(key);
    if (days.isEmpty()) {
      value.problem(DayNames.complaint(key), DayNames.EXPECTED);
    }
    List<DayInterval> intervals = intervals(value);
    allClosed &= value.isEmptyList();
    for (DayOfWeek day : days) {
      Position first = defined.putIfAbsent(day, value.position());
      if (first != null) {
        value.problem(DayNames.of(day) + " already has its hours at " + first, "each day once");
      } else if (!intervals.isEmpty()) {
        hours.put(day, intervals);
      }
    }
  }

  /** In rising order; overlaps are problems. */
  private static List<DayInterval> intervals(YamlValue value) {
    List<DayInterval> intervals = new ArrayList<>();
    value.oneOrEach(
        item ->
            item.parse(WeekReader::interval, HOURS)
                .filter(next -> isFree(intervals, next, item))
                .map(next -> withoutLastMinute(next, item))
                .map(intervals::add));
    intervals.sort(null);
    return List.copyOf(intervals);
  }

  private static boolean isFree(List<DayInterval> intervals, DayInterval next, YamlValue item) {
    boolean taken =
        intervals.stream()
            .anyMatch(
                one -> one.fromSecond() < next.toSecond() && next.fromSecond() < one.toSecond());
    if (taken) {
      item.problem("overlaps with other hours of the day", "hours apart from each other");
    }
    return !taken;
  }

  /** Hours to 23:59 are nearly always meant to be hours to 24:00. */
  private static DayInterval withoutLastMinute(DayInterval hours, YamlValue item) {
    if (hours.toSecond() >= LAST_SECOND - 60 && hours.toSecond() < LAST_SECOND) {
      item.warning("the last minute of the day is closed", "24:00 for the end of the day");
    }
    return hours;
  }

  /** The complaint, with what was meant where that is plain. */
  static String notHours(String text) {
    Matcher loose = LOOSE.matcher(text);
    String meant =
        loose.matches()
            ? "%s:%s-%s:%s"
                .formatted(digits(loose, 1), digits(loose, 2), digits(loose, 3), digits(loose, 4))
            : "";
    boolean plain = !meant.isEmpty() && !meant.equals(text) && isSpan(meant);
    return Quantity.quoted(text)
        + " is not a span of hours"
        + (plain ? " (did you mean '" + meant + "'?)" : "")
        + (text.contains(",") ? "; several stand in a list, each in quotes" : "");
  }

  private static boolean isSpan(String text) {
    return second(text.substring(0, 5)) >= 0 && second(text.substring(6)) > 0;
  }

  private static String digits(Matcher time, int part) {
    String text = time.start(part) < 0 ? "00" : time.group(part);
    return text.length() == 1 ? "0" + text : text;
  }

  private static Parsed<DayInterval> interval(String text) {
    String[] ends = text.split("-", -1);
    int from = ends.length == 2 ? second(ends[0].strip()) : -1;
    int to = ends.length == 2 ? second(ends[1].strip()) : -1;
    if (from < 0 || to < 0 || from == LAST_SECOND) {
      return Parsed.bad(notHours(text), HOURS);
    }
    return from < to
        ? Parsed.good(new DayInterval(from, to))
        : Parsed.bad(
            Quantity.quoted(text) + " does not end after it begins",
            "a later end; hours over midnight split at 24:00, such as 22:00-24:00 and 00:00-06:00"
                + " of the next day");
  }

  /** Second of the day; -1 if it is no time. */
  static int second(String text) {
    if (text.equals("24:00")) {
      return LAST_SECOND;
    }
    try {
      return LocalTime.parse(text).toSecondOfDay();
    } catch (DateTimeParseException _) {
      return -1;
    }
  }
}
