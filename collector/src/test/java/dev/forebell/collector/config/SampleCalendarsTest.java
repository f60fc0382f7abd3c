package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.common.config.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The calendars that are shipped, and the cases that any calendar engine must pass. */
class SampleCalendarsTest {
  private static final Problems PROBLEMS = new Problems();
  private static final SortedMap<String, BusinessCalendar> CALENDARS =
      CalendarFiles.load(Path.of("..", "config"), PROBLEMS);

  @Test
  void everySampleIsReadWithoutMistakesOrWarnings() {
    assertEquals("", PROBLEMS.toString());
    assertTrue(PROBLEMS.warnings().isEmpty());
    assertEquals(
        "[always, cn-5x8, cn-7x12, cn-7x8, cn-mon-fri-9-18, cn-mon-sat-9-21, ru-5x8]",
        CALENDARS.keySet().toString());
  }

  @Test
  void chinaHas248WorkingDaysIn2026AndRussia247() {
    assertEquals(248, openDays("cn-5x8", 2026));
    assertEquals(247, openDays("ru-5x8", 2026));
  }

  private static long openDays(String id, int year) {
    LocalDate first = LocalDate.of(year, 1, 1);
    WorkingTime time = time(id);
    return first
        .datesUntil(first.plusYears(1))
        .map(date -> date.atTime(12, 0).atZone(time.calendar().zone()).toInstant())
        .filter(noon -> !time.dayOf(noon).hours().isEmpty())
        .count();
  }

  @Test
  void aMakeupSundayIsOpenUnlessTheContractSaysNo() {
    assertEquals("2026-01-04T11:00", due("cn-5x8", "2026-01-04T10:00", "1wh"));
    WorkingTime without = new WorkingTime(CALENDARS.get("cn-5x8").read(false, true));
    assertEquals("2026-01-05T09:30", due(without, "2026-01-04T10:00", "1wh"));
  }

  @Test
  void lunchDoesNotCount() {
    assertEquals("2026-06-05T13:20", due("cn-5x8", "2026-06-05T11:50", "30m"));
  }

  @Test
  void theSpringFestivalIsCrossedFromTheMakeupSaturday() {
    assertEquals("2026-02-24T10:00", due("cn-5x8", "2026-02-14T17:00", "2h"));
  }

  @Test
  void aWorkingDayIsEightHoursOverTheNationalHolidays() {
    assertEquals("2026-10-08T17:00", due("cn-5x8", "2026-09-30T17:00", "1wd"));
  }

  @Test
  void theEveOfAHolidayIsAnHourShorterInRussia() {
    assertEquals("2026-05-04T09:30", due("ru-5x8", "2026-04-30T16:30", "1h"));
  }

  @Test
  void aDeadlineInAYearThatIsNotPublishedIsFlagged() {
    assertTrue(deadline(time("ru-5x8"), "2026-12-30T14:00", "1wd").flagged());
    assertFalse(deadline(time("ru-5x8"), "2026-12-29T14:00", "1wd").flagged());
    assertTrue(deadline(time("cn-5x8"), "2023-12-29T14:00", "1wd").flagged());
    assertFalse(deadline(time("cn-7x8"), "2026-12-31T14:00", "2wd").flagged());
  }

  @Test
  void halfAWorkingDayIsFourHours() {
    assertEquals("2026-06-03T15:00", due("cn-5x8", "2026-06-03T10:00", "0.5wd"));
    assertEquals("2026-06-04T17:30", due("cn-5x8", "2026-06-03T10:00", "next_working_day"));
  }

  @Test
  void sevenTimesEightCountsHolidaysAndAlwaysNeverStops() {
    assertEquals("2026-10-01T11:00", due("cn-7x8", "2026-10-01T10:00", "1h"));
    assertEquals("2026-10-02T03:00", due("always", "2026-10-01T10:00", "17h"));
    assertEquals("2026-10-02T10:00", due("always", "2026-10-01T10:00", "1wd"));
  }

  @Test
  void aStartOutsideHoursAndAnAmountOfZeroAreTheNextOpening() {
    assertEquals("2026-06-08T08:31", due("cn-5x8", "2026-06-06T10:00", "1m"));
    assertEquals("2026-06-08T08:31", due("cn-5x8", "2026-06-05T17:30", "1m"));
    assertEquals("2026-06-08T08:30", due("cn-5x8", "2026-06-06T10:00", "0m"));
    assertEquals("2026-06-05T10:00", due("cn-5x8", "2026-06-05T10:00", "0m"));
  }

  @Test
  void aPauseOverTheWeekendTakesOutItsOpenHoursOnly() {
    WorkingTime time = time("cn-5x8");
    Duration paused = time.openTime(at(time, "2026-06-05T17:00"), at(time, "2026-06-08T09:00"));
    assertEquals(Duration.ofHours(1), paused);
    assertEquals(at(time, "2026-06-08T10:00"), time.postpone(at(time, "2026-06-08T09:00"), paused));
  }

  private static WorkingTime time(String id) {
    return new WorkingTime(CALENDARS.get(id));
  }

  private static Instant at(WorkingTime time, String local) {
    return LocalDateTime.parse(local).atZone(time.calendar().zone()).toInstant();
  }

  private static String due(String id, String start, String amount) {
    return due(time(id), start, amount);
  }

  private static String due(WorkingTime time, String start, String amount) {
    Instant due = deadline(time, start, amount).orHorizon();
    return due.atZone(time.calendar().zone()).toLocalDateTime().toString();
  }

  private static Deadline deadline(WorkingTime time, String start, String amount) {
    Amount parsed = Amounts.parse(amount).toOptional().orElseThrow();
    return time.deadline(at(time, start), parsed);
  }
}
