package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code calendars/*.yaml} with the lists of special days that they name. */
public final class CalendarFiles {
  /** The folder, relative to the configuration. */
  static final String FOLDER = "calendars";

  private CalendarFiles() {}

  /**
   * By id; {@code always} is among them without a file. Mistakes are added to {@code problems}; a
   * calendar with one is left out or stands in with what could be read. Blocks on files.
   *
   * @param dir the configuration folder
   */
  public static SortedMap<String, BusinessCalendar> load(Path dir, Problems problems) {
    return load(dir, problems, new TreeMap<>());
  }

  /**
   * As {@link #load(Path, Problems)}.
   *
   * @param places gets where the special days of each calendar stand, or would stand
   */
  static SortedMap<String, BusinessCalendar> load(
      Path dir, Problems problems, SortedMap<String, Position> places) {
    SortedMap<String, BusinessCalendar> calendars = new TreeMap<>();
    calendars.put(BusinessCalendar.ALWAYS, BusinessCalendar.always());
    Ids ids = new Ids("calendar");
    for (String name : ConfigurationFile.yamlFilesIn(dir, FOLDER, problems)) {
      ConfigurationFile.readYaml(dir, name, problems)
          .flatMap(file -> calendar(file, ids, new SpecialDays(dir, problems), places))
          .ifPresent(calendar -> calendars.put(calendar.id(), calendar));
    }
    return calendars;
  }

  private static Optional<BusinessCalendar> calendar(
      YamlMap file, Ids ids, SpecialDays days, SortedMap<String, Position> places) {
    return file.expect(Shape.CALENDAR_FILE.keys())
        .map("calendar")
        .map(map -> map.expect(Shape.CALENDAR.keys()))
        .flatMap(
            map -> {
              Optional<BusinessCalendar> read = new CalendarReader(map, ids, days).read();
              read.ifPresent(one -> places.put(one.id(), daysAt(map)));
              return read;
            });
  }

  private static Position daysAt(YamlMap calendar) {
    return calendar.get("days").map(YamlValue::position).orElseGet(calendar::position);
  }
}
