package dev.forebell.collector.engine.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A calendar as a table of minutes for each weekday, made at random near an interesting moment of a
 * zone; the engine gets the same as intervals.
 */
record RandomCalendar(
    ZoneId zone,
    LocalDateTime around,
    List<BitSet> week,
    SortedSet<LocalDate> holidays,
    SortedSet<LocalDate> workdays,
    SortedMap<LocalDate, Integer> shortDays,
    DayOfWeek makeupAs) {

  /** Zones, each with local days at which its wall clock does something. */
  private static final List<Map.Entry<String, String>> PLACES =
      List.of(
          Map.entry("Europe/Berlin", "2026-03-29"),
          Map.entry("Europe/Berlin", "2026-10-25"),
          Map.entry("America/New_York", "2026-03-08"),
          Map.entry("America/New_York", "2026-11-01"),
          Map.entry("Australia/Lord_Howe", "2026-04-05"),
          Map.entry("Australia/Lord_Howe", "2026-10-04"),
          Map.entry("Pacific/Apia", "2011-12-30"),
          Map.entry("Pacific/Apia", "2020-04-05"),
          Map.entry("America/Sao_Paulo", "2018-11-04"),
          Map.entry("America/Sao_Paulo", "2018-02-18"),
          Map.entry("America/St_Johns", "2006-10-29"),
          Map.entry("America/St_Johns", "2007-03-11"),
          Map.entry("Antarctica/Troll", "2026-03-29"),
          Map.entry("Africa/Casablanca", "2026-02-15"),
          Map.entry("Asia/Shanghai", "2026-02-15"),
          Map.entry("Asia/Shanghai", "1991-09-15"),
          Map.entry("Europe/Moscow", "2026-01-09"),
          Map.entry("Europe/Moscow", "2014-10-26"),
          Map.entry("Asia/Kathmandu", "2024-02-29"),
          Map.entry("UTC", "2024-12-31"));

  static RandomCalendar next(Random random) {
    Map.Entry<String, String> place = PLACES.get(random.nextInt(PLACES.size()));
    LocalDate around = LocalDate.parse(place.getValue());
    List<BitSet> week = new ArrayList<>();
    for (int day = 0; day < 7; day++) {
      week.add(day < 5 || random.nextBoolean() ? hours(random) : new BitSet());
    }
    return new RandomCalendar(
        ZoneId.of(place.getKey()),
        around.atStartOfDay(),
        week,
        dates(random, around),
        dates(random, around),
        cuts(random, around),
        DayOfWeek.of(1 + random.nextInt(7)));
  }

  private static BitSet hours(Random random) {
    BitSet table = new BitSet();
    int[] steps = {1, 15, 30};
    int step = steps[random.nextInt(steps.length)];
    for (int interval = random.nextInt(4); interval > 0; interval--) {
      int from = random.nextInt(1440 / step) * step;
      int to = from + (1 + random.nextInt((1440 - from) / step)) * step;
      table.set(from, Math.min(to, 1440));
    }
    if (random.nextInt(12) == 0) {
      table.set(0, 1440);
    }
    return table;
  }

  private static SortedSet<LocalDate> dates(Random random, LocalDate around) {
    SortedSet<LocalDate> dates = new TreeSet<>();
    for (int n = random.nextInt(5); n > 0; n--) {
      dates.add(around.plusDays(random.nextInt(9) - 4));
    }
    return dates;
  }

  private static SortedMap<LocalDate, Integer> cuts(Random random, LocalDate around) {
    SortedMap<LocalDate, Integer> cuts = new TreeMap<>();
    for (int n = random.nextInt(3); n > 0; n--) {
      cuts.put(around.plusDays(random.nextInt(9) - 4), 1 + random.nextInt(300));
    }
    return cuts;
  }

  /** Within four days of the interesting moment, to the millisecond now and then. */
  Instant start(Random random) {
    Instant middle = around.toInstant(ZoneOffset.UTC);
    Instant minute = middle.plusSeconds((random.nextInt(8 * 1440) - 4 * 1440) * 60L);
    return switch (random.nextInt(3)) {
      case 0 -> minute;
      case 1 -> minute.plusSeconds(random.nextInt(60));
      default -> minute.plusMillis(random.nextInt(60_000));
    };
  }

  BusinessCalendar asIntervals() {
    SortedMap<DayOfWeek, List<DayInterval>> hours = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      hours.put(day, intervals(week.get(day.getValue() - 1)));
    }
    return new BusinessCalendar(
        "random",
        zone,
        hours,
        overrides(),
        Optional.of(makeupAs),
        Duration.ofHours(8),
        new TreeMap<>(),
        "",
        "");
  }

  private static List<DayInterval> intervals(BitSet table) {
    List<DayInterval> intervals = new ArrayList<>();
    int from = -1;
    for (int minute = 0; minute <= 1440; minute++) {
      boolean open = table.get(minute);
      if (open && from < 0) {
        from = minute;
      } else if (!open && from >= 0) {
        intervals.add(new DayInterval(from * 60, minute * 60));
        from = -1;
      }
    }
    return intervals;
  }

  private SortedMap<LocalDate, List<DayOverride>> overrides() {
    SortedMap<LocalDate, List<DayOverride>> days = new TreeMap<>();
    shortDays.forEach((date, cut) -> put(days, new DayOverride.ShortDay(date, "short", cut)));
    holidays.forEach(date -> put(days, new DayOverride.Holiday(date, "holiday")));
    workdays.forEach(date -> put(days, new DayOverride.Workday(date, "make-up")));
    return days;
  }

  private static void put(SortedMap<LocalDate, List<DayOverride>> days, DayOverride one) {
    days.computeIfAbsent(one.date(), date -> new ArrayList<>()).add(one);
  }

  @Override
  public String toString() {
    return zone + " " + asIntervals();
  }
}
