package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads weekly hours that may go on over midnight: {@code sat: "22:00-04:00"} ends on Sunday. They
 * are split at midnight and joined where they touch or overlap.
 */
final class NightReader {
  private static final String HOURS = "hours such as 22:00-04:00, to the next day at most";
  private static final int DAY = 86_400;

  private NightReader() {}

  /** Hours per weekday; none after a mistake. */
  static SortedMap<DayOfWeek, List<DayInterval>> read(YamlValue value) {
    TreeMap<DayOfWeek, List<DayInterval>> week = new TreeMap<>();
    value
        .map()
        .ifPresent(
            map -> map.keys().forEach(key -> map.get(key).ifPresent(at -> add(week, key, at))));
    if (value.map().map(YamlMap::keys).filter(List::isEmpty).isPresent()) {
      value.problem("no day has hours", "days and hours such as sat: \"22:00-04:00\"");
    }
    week.replaceAll((_, hours) -> joined(hours));
    return week;
  }

  private static void add(
      SortedMap<DayOfWeek, List<DayInterval>> week, String key, YamlValue value) {
    List<DayOfWeek> days = DayNames.days(key);
    if (days.isEmpty()) {
      value.problem(DayNames.complaint(key), DayNames.EXPECTED);
    }
    List<int[]> spans =
        value.oneOrEach(item -> item.parse(NightReader::span, HOURS).map(span -> span));
    for (DayOfWeek day : days) {
      spans.forEach(span -> put(week, day, span[0], span[1]));
    }
  }

  private static Parsed<int[]> span(String text) {
    String[] ends = text.split("-", -1);
    int from = ends.length == 2 ? WeekReader.second(ends[0].strip()) : -1;
    int to = ends.length == 2 ? WeekReader.second(ends[1].strip()) : -1;
    return from < 0 || to < 0 || from == to || from == DAY
        ? Parsed.bad(WeekReader.notHours(text), HOURS)
        : Parsed.good(new int[] {from, to});
  }

  private static void put(
      SortedMap<DayOfWeek, List<DayInterval>> week, DayOfWeek day, int from, int to) {
    if (from < to) {
      week.computeIfAbsent(day, _ -> new ArrayList<>()).add(new DayInterval(from, to));
      return;
    }
    put(week, day, from, DAY);
    if (to > 0) {
      put(week, day.plus(1), 0, to);
    }
  }

  private static List<DayInterval> joined(List<DayInterval> hours) {
    List<DayInterval> joined = new ArrayList<>();
    for (DayInterval next : hours.stream().sorted().toList()) {
      Optional<DayInterval> last =
          joined.isEmpty() ? Optional.empty() : Optional.of(joined.getLast());
      if (last.filter(one -> next.fromSecond() <= one.toSecond()).isPresent()) {
        DayInterval before = joined.removeLast();
        int to = Math.max(before.toSecond(), next.toSecond());
        joined.add(new DayInterval(before.fromSecond(), to));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
  }
}
