package dev.forebell.collector.engine.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.calendar.DayInterval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Weekly windows against an oracle that looks at the wall clock of every minute. */
class SchedulePropertyTest {
  /** A stretch of one weekday. */
  record Hours(DayOfWeek day, int from, int length) {}

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "UTC")
        .map(ZoneId::of);
  }

  /** Around the changes of clocks of 2026, and any other week. */
  @Provide
  Arbitrary<Instant> starts() {
    Arbitrary<Instant> changes =
        Arbitraries.of(
                "2026-03-07T12:00:00Z",
                "2026-03-28T12:00:00Z",
                "2026-04-04T00:00:00Z",
                "2026-10-24T12:00:00Z",
                "2026-10-31T12:00:00Z",
                "2026-06-10T00:00:00Z")
            .map(Instant::parse);
    return Combinators.combine(changes, Arbitraries.integers().between(0, 1200))
        .as((change, minutes) -> change.plus(Duration.ofMinutes(minutes)));
  }

  @Provide
  Arbitrary<List<Hours>> weeks() {
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.values()),
            Arbitraries.integers().between(0, 1439),
            Arbitraries.integers().between(1, 600))
        .as(Hours::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property(tries = 400)
  void aWeeklyWindowHoldsByTheWallClock(
      @ForAll("weeks") List<Hours> week,
      @ForAll("zones") ZoneId zone,
      @ForAll("starts") Instant start) {
    SortedMap<DayOfWeek, List<DayInterval>> hours = split(week);
    Schedule.Weekly weekly = new Schedule.Weekly(zone, hours);
    Optional<Instant> expected = Optional.empty();
    if (open(hours, start.atZone(zone))) {
      Instant minute = start;
      while (open(hours, minute.atZone(zone))) {
        minute = minute.plusSeconds(60);
      }
      expected = Optional.of(minute);
    }
    assertEquals(expected, weekly.heldUntil(start, new TreeMap<>()));
  }

  private static boolean open(SortedMap<DayOfWeek, List<DayInterval>> hours, ZonedDateTime at) {
    int second = at.toLocalTime().toSecondOfDay();
    return hours.getOrDefault(at.getDayOfWeek(), List.of()).stream()
        .anyMatch(one -> one.fromSecond() <= second && second < one.toSecond());
  }

  /** In minutes per weekday, over midnight, joined where they overlap. */
  private static SortedMap<DayOfWeek, List<DayInterval>> split(List<Hours> week) {
    boolean[] minutes = new boolean[7 * 1440];
    for (Hours one : week) {
      int from = (one.day().getValue() - 1) * 1440 + one.from();
      for (int i = 0; i < one.length(); i++) {
        minutes[(from + i) % minutes.length] = true;
      }
    }
    TreeMap<DayOfWeek, List<DayInterval>> hours = new TreeMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<DayInterval> open = new ArrayList<>();
      int begin = -1;
      for (int i = 0; i <= 1440; i++) {
        boolean held = i < 1440 && minutes[(day.getValue() - 1) * 1440 + i];
        if (held && begin < 0) {
          begin = i;
        } else if (!held && begin >= 0) {
          open.add(new DayInterval(begin * 60, i * 60));
          begin = -1;
        }
      }
      if (!open.isEmpty()) {
        hours.put(day, open);
      }
    }
    return hours;
  }

  @Test
  void theNightOfTheSpringChangeIsAnHourShorter() {
    TreeMap<DayOfWeek, List<DayInterval>> hours = new TreeMap<>();
    hours.put(DayOfWeek.SATURDAY, List.of(new DayInterval(22 * 3600, 86_400)));
    hours.put(DayOfWeek.SUNDAY, List.of(new DayInterval(0, 5 * 3600)));
    Schedule.Weekly night = new Schedule.Weekly(ZoneId.of("Europe/Berlin"), hours);
    assertEquals(
        Optional.of(Instant.parse("2026-03-29T03:00:00Z")),
        night.heldUntil(Instant.parse("2026-03-28T21:00:00Z"), new TreeMap<>()));
    assertEquals(
        Optional.of(Instant.parse("2026-10-25T04:00:00Z")),
        night.heldUntil(Instant.parse("2026-10-24T20:00:00Z"), new TreeMap<>()));
  }
}
