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

/** Reads the hours of a week: {@code mon-fri: ["08:30-12:00", "13:00-17:30"]}. */
final class WeekReader {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final String HOURS = "hours such as 08:30-12:00, to 24:00 at most";
  private static final int LAST_SECOND = 86_400;

  private final SortedMap<DayOfWeek, List<DayInterval>> hours = new TreeMap<>();
  private final SortedMap<DayOfWeek, Position> defined = new TreeMap<>();

  private WeekReader() {}

  /** Weekdays that have hours. */
  static SortedMap<DayOfWeek, List<DayInterval>> read(YamlMap calendar) {
    WeekReader reader = new WeekReader();
    Optional<YamlMap> week = calendar.map("week");
    week.ifPresent(
        map -> map.keys().forEach(key -> map.get(key).ifPresent(v -> reader.add(key, v))));
    week.filter(map -> map.keys().isEmpty())
        .ifPresent(map -> map.problem("week: no day has hours", "mon-fri: [\"09:00-18:00\"]"));
    return reader.hours;
  }

  private void add(String key, YamlValue value) {
    List<DayOfWeek> days = days(key);
    if (days.isEmpty()) {
      value.problem(
          Quantity.quoted(key) + " is no day of the week",
          "mon, tue, wed, thu, fri, sat, sun or a range such as mon-fri");
    }
    List<DayInterval> intervals = intervals(value);
    for (DayOfWeek day : days) {
      Position first = defined.putIfAbsent(day, value.position());
      if (first != null) {
        value.problem(
            DAYS.get(day.getValue() - 1) + " already has its hours at " + first, "each day once");
      } else if (!intervals.isEmpty()) {
        hours.put(day, intervals);
      }
    }
  }

  /** Empty: no days. */
  static List<DayOfWeek> days(String key) {
    String[] ends = key.split("-", -1);
    int first = DAYS.indexOf(ends[0]);
    int last = DAYS.indexOf(ends[ends.length - 1]);
    return ends.length > 2 || first < 0 || last < first
        ? List.of()
        : List.of(DayOfWeek.values()).subList(first, last + 1);
  }

  /** In rising order; overlaps are problems. */
  private static List<DayInterval> intervals(YamlValue value) {
    List<DayInterval> intervals = new ArrayList<>();
    value.oneOrEach(
        item ->
            item.parse(WeekReader::interval, HOURS)
                .filter(next -> isFree(intervals, next, item))
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

  private static Parsed<DayInterval> interval(String text) {
    String[] ends = text.split("-", -1);
    int from = ends.length == 2 ? second(ends[0].strip()) : -1;
    int to = ends.length == 2 ? second(ends[1].strip()) : -1;
    if (from < 0 || to < 0 || from == LAST_SECOND) {
      return Parsed.bad(Quantity.quoted(text) + " is not a span of hours", HOURS);
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
