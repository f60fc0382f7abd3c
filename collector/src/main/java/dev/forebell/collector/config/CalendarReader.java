package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.collector.engine.calendar.DayOverride;
import dev.forebell.collector.engine.calendar.YearData;
import dev.forebell.common.config.Fingerprint;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/** Reads one calendar. */
final class CalendarReader {
  private static final List<YearData> STATUS = List.of(YearData.PUBLISHED, YearData.PROVISIONAL);

  private final YamlMap map;
  private final Ids ids;
  private final SpecialDays days;

  CalendarReader(YamlMap map, Ids ids, SpecialDays days) {
    this.map = map;
    this.ids = ids;
    this.days = days;
  }

  Optional<BusinessCalendar> read() {
    SortedMap<DayOfWeek, List<DayInterval>> week = WeekReader.read(map);
    YearData status = status(map).orElse(YearData.PUBLISHED);
    map.get("days").ifPresent(value -> value.oneOrEach(item -> days.read(item, status)));
    Optional<DayOfWeek> makeupAs =
        map.choice("makeup_as", List.of(DayOfWeek.values()), CalendarReader::name);
    makeupAs.filter(day -> !week.isEmpty() && !week.containsKey(day)).ifPresent(this::noHours);
    makeupAs.or(() -> Optional.of(DayOfWeek.MONDAY)).ifPresent(day -> checkMakeup(week, day));
    return ids.define(map, id -> calendar(id, week, makeupAs)).filter(this::isNotBuiltIn);
  }

  private BusinessCalendar calendar(
      String id, SortedMap<DayOfWeek, List<DayInterval>> week, Optional<DayOfWeek> makeupAs) {
    return new BusinessCalendar(
        id,
        map.get("zone").flatMap(YamlValue::zone).orElse((ZoneId) ZoneOffset.UTC),
        week,
        days.days(),
        makeupAs,
        workingDay(week),
        days.years(),
        map.text("source").orElse(""),
        Fingerprint.of(map.canonical() + days.texts()));
  }

  static Optional<YearData> status(YamlMap map) {
    return map.choice("status", STATUS, status -> status.name().toLowerCase(Locale.ROOT));
  }

  private static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private boolean isNotBuiltIn(BusinessCalendar calendar) {
    boolean taken = calendar.id().equals(BusinessCalendar.ALWAYS);
    if (taken) {
      map.get("id").ifPresent(value -> value.problem("'always' is built in", "another name"));
    }
    return !taken;
  }

  private void noHours(DayOfWeek day) {
    map.get("makeup_as")
        .ifPresent(
            value -> value.problem(name(day) + " has no hours", "a day of the week's hours"));
  }

  /** A make-up day on a weekday without hours takes those of another, which must have some. */
  private void checkMakeup(SortedMap<DayOfWeek, List<DayInterval>> week, DayOfWeek as) {
    boolean needed =
        days.days().values().stream()
            .flatMap(List::stream)
            .filter(DayOverride.Workday.class::isInstance)
            .anyMatch(day -> !week.containsKey(day.date().getDayOfWeek()));
    if (needed && !map.has("makeup_as") && !week.containsKey(as) && !week.isEmpty()) {
      map.problem("its make-up working days have no hours", "makeup_as: a weekday with hours");
    }
  }

  /** Unless told, the open time of the longest weekday. */
  private Duration workingDay(SortedMap<DayOfWeek, List<DayInterval>> week) {
    int longest =
        week.values().stream()
            .mapToInt(hours -> hours.stream().mapToInt(CalendarReader::length).sum())
            .max()
            .orElse(86_400);
    return map.get("working_day")
        .flatMap(
            value -> {
              Optional<Duration> told = Durations.within(value, "1m", "24h");
              told.filter(one -> !week.isEmpty() && one.toSeconds() > longest)
                  .ifPresent(_ -> tooLong(value, longest));
              return told;
            })
        .orElse(Duration.ofSeconds(longest));
  }

  /** The open time of one day would not be enough for what is called a working day. */
  private static void tooLong(YamlValue value, int longest) {
    value.warning(
        "no weekday is open for so long, so that 1wd takes more than one day",
        "at most the open time of the longest weekday, " + Duration.ofSeconds(longest));
  }

  private static int length(DayInterval interval) {
    return interval.toSecond() - interval.fromSecond();
  }
}
