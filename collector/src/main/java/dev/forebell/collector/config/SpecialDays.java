package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.collector.engine.calendar.YearData;
import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The special days of one calendar, gathered from the lists it names. */
final class SpecialDays {
  private final Path dir;
  private final Problems problems;
  private final SortedMap<LocalDate, List<DayOverride>> days = new TreeMap<>();
  private final SortedMap<Integer, YearData> years = new TreeMap<>();
  private final Map<String, Position> seen = new TreeMap<>();
  private final StringBuilder texts = new StringBuilder();

  SpecialDays(Path dir, Problems problems) {
    this.dir = dir;
    this.problems = problems;
  }

  /**
   * Reads one list: {@code cn-2026.csv}, or {@code {file: cn-2027.csv, status: provisional}}.
   *
   * @param usual the calendar's own status
   * @return the list's name
   */
  Optional<String> read(YamlValue item, YearData usual) {
    if (item.isText()) {
      return item.text().filter(name -> read(item, name, usual));
    }
    Optional<YamlMap> map = item.map().map(one -> one.expect(Shape.DAYS.keys()));
    YearData status = map.flatMap(CalendarReader::status).orElse(usual);
    return map.flatMap(one -> one.get("file"))
        .flatMap(value -> value.text().filter(name -> read(value, name, status)));
  }

  private boolean read(YamlValue at, String name, YearData status) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean ics = lower.endsWith(".ics");
    if (name.contains("/") || name.contains("\\") || !(ics || lower.endsWith(".csv"))) {
      at.problem("'" + name + "' is not a list of days", "a .csv or .ics file beside the calendar");
      return false;
    }
    String file = CalendarFiles.FOLDER + "/" + name;
    ConfigurationFile.read(dir, file, problems)
        .ifPresent(
            text -> {
              texts.append(name).append('\n').append(text).append(status);
              List<Listed> list =
                  ics
                      ? new IcsDays(file, problems).read(text)
                      : new CsvDays(file, problems).read(text);
              list.forEach(one -> add(one, status));
            });
    return true;
  }

  /** A day and where it is written. */
  record Listed(DayOverride day, Position at) {}

  private void add(Listed listed, YearData status) {
    DayOverride day = listed.day();
    Position first = seen.putIfAbsent(kind(day), listed.at());
    if (first == null) {
      contradiction(listed);
      days.computeIfAbsent(day.date(), date -> new ArrayList<>()).add(day);
      // One provisional list among several makes the year doubtful.
      years.merge(
          day.date().getYear(), status, (one, other) -> one.compareTo(other) > 0 ? one : other);
    } else {
      problems.add(listed.at(), day.date() + " already stands at " + first, "each day once");
    }
  }

  /** In one list nobody means both; a second list may well take back what the first says. */
  private void contradiction(Listed listed) {
    LocalDate date = listed.day().date();
    for (DayOverride other : days.getOrDefault(date, List.of())) {
      Optional<Position> at =
          Optional.ofNullable(seen.get(kind(other)))
              .filter(one -> one.file().equals(listed.at().file()));
      at.ifPresent(
          one ->
              problems.warn(
                  listed.at(),
                  date + " is something else at " + one + ", and a workday goes before all others",
                  "each day once"));
    }
  }

  private static String kind(DayOverride day) {
    return day.date() + " " + day.getClass().getSimpleName();
  }

  SortedMap<LocalDate, List<DayOverride>> days() {
    return days;
  }

  SortedMap<Integer, YearData> years() {
    return years;
  }

  /** What was read, for the calendar's fingerprint. */
  String texts() {
    return texts.toString();
  }
}
