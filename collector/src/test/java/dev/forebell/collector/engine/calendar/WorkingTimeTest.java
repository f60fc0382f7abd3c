package dev.forebell.collector.engine.calendar;

import static dev.forebell.collector.engine.calendar.TestCalendars.everyDay;
import static dev.forebell.collector.engine.calendar.TestCalendars.holiday;
import static dev.forebell.collector.engine.calendar.TestCalendars.shortDay;
import static dev.forebell.collector.engine.calendar.TestCalendars.weekdays;
import static dev.forebell.collector.engine.calendar.TestCalendars.with;
import static dev.forebell.collector.engine.calendar.TestCalendars.workday;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WorkingTimeTest {
  private static final BusinessCalendar DESK =
      weekdays("desk", "Asia/Shanghai", "08:30-12:00", "13:00-17:30");
  private static final BusinessCalendar BERLIN = everyDay("night", "Europe/Berlin", "00:00-06:00");

  @Test
  void anAmountThatEndsWithAnIntervalEndsThereNotAtTheNextOpening() {
    assertEquals("2026-06-03T12:00", local(DESK, "2026-06-03T10:00", hours(2)));
  }

  @Test
  void aStartInTheLunchBreakCountsFromTheNextOpening() {
    assertEquals("2026-06-03T13:10", local(DESK, "2026-06-03T12:20", minutes(10)));
  }

  @Test
  void theLastSecondOfAnIntervalIsOpenAndItsEndIsNot() {
    WorkingTime time = new WorkingTime(DESK);
    assertTrue(time.isOpen(at(DESK, "2026-06-03T11:59:59.999999999")));
    assertFalse(time.isOpen(at(DESK, "2026-06-03T12:00")));
  }

  @Test
  void aDayOpensFirstWhereItWasClosedBefore() {
    assertEquals("2026-06-03T08:30", firstOpening(DESK, "2026-06-03T15:00"));
    assertEquals("2026-06-03T08:30", firstOpening(DESK, "2026-06-03T07:00"));
    assertEquals("none", firstOpening(DESK, "2026-06-06T10:00"));
    BusinessCalendar shift = everyDay("shift", "Europe/Berlin", "00:00-06:00", "22:00-24:00");
    assertEquals("2026-06-03T22:00", firstOpening(shift, "2026-06-03T01:00"));
    assertEquals("none", firstOpening(BusinessCalendar.always(), "2026-06-03T01:00"));
    assertEquals("2026-06-03T00:00", firstOpening(BERLIN, "2026-06-03T05:00"));
    BusinessCalendar gap = everyDay("gap", "Europe/Berlin", "02:30-05:00");
    assertEquals("2026-03-29T03:00", firstOpening(gap, "2026-03-29T04:00"));
  }

  private static String firstOpening(BusinessCalendar calendar, String local) {
    return new WorkingTime(calendar)
        .firstOpening(at(calendar, local))
        .map(found -> found.atZone(calendar.zone()).toLocalDateTime().toString())
        .orElse("none");
  }

  @Test
  void theSpringNightHasOneHourLessAndTheAutumnNightOneMore() {
    WorkingTime time = new WorkingTime(BERLIN);
    assertEquals(Duration.ofHours(5), openOn(time, "2026-03-29"));
    assertEquals(Duration.ofHours(7), openOn(time, "2026-10-25"));
    assertEquals(Duration.ofHours(6), openOn(time, "2026-06-03"));
  }

  @Test
  void anIntervalInsideTheSpringGapDoesNotExist() {
    WorkingTime time = new WorkingTime(everyDay("gap", "Europe/Berlin", "02:00-03:00"));
    assertEquals(Duration.ZERO, openOn(time, "2026-03-29"));
    assertEquals(Duration.ofHours(2), openOn(time, "2026-10-25"));
  }

  @Test
  void aDayThatAZoneLeftOutHasNoOpenTime() {
    BusinessCalendar apia = everyDay("apia", "Pacific/Apia", "00:00-24:00");
    WorkingTime time = new WorkingTime(apia);
    Instant thursday = at(apia, "2011-12-29T00:00");
    assertEquals(Duration.ofDays(2), time.openTime(thursday, at(apia, "2012-01-01T00:00")));
  }

  @Test
  void aMakeupDayWithHoursOfItsOwnKeepsThem() {
    BusinessCalendar plain = weekdays("own", "Asia/Shanghai", "09:00-18:00");
    plain.week().put(DayOfWeek.SATURDAY, List.of(TestCalendars.interval("10:00-12:00")));
    BusinessCalendar calendar = with(plain, holiday("2026-05-09"), workday("2026-05-09"));
    assertEquals("2026-05-09T11:00", local(calendar, "2026-05-09T08:00", hours(1)));
  }

  @Test
  void aShortDayIsCutOverItsIntervals() {
    BusinessCalendar calendar = with(DESK, shortDay("2026-06-03", 5 * 60));
    WorkingTime time = new WorkingTime(calendar);
    assertEquals(Duration.ofHours(3), openOn(time, "2026-06-03"));
    assertFalse(time.isOpen(at(calendar, "2026-06-03T11:30")));
  }

  @Test
  void aShortDayMayLoseAllItsHours() {
    BusinessCalendar calendar = with(DESK, shortDay("2026-06-03", 8 * 60));
    assertEquals("2026-06-04T09:30", local(calendar, "2026-06-03T09:00", hours(1)));
  }

  @Test
  void aCalendarWithoutHoursNeverOpens() {
    BusinessCalendar closed =
        new BusinessCalendar(
            "closed",
            DESK.zone(),
            new TreeMap<>(),
            new TreeMap<>(),
            Optional.empty(),
            Duration.ofHours(8),
            new TreeMap<>(),
            "",
            "");
    WorkingTime time = new WorkingTime(closed);
    assertEquals(
        new Deadline.None(Deadline.Cause.NEVER_OPENS),
        time.deadline(at(DESK, "2026-06-03T09:00"), hours(1)));
    assertEquals(Optional.empty(), time.nextOpening(at(DESK, "2026-06-03T09:00")));
  }

  @Test
  void aCalendarThatOpensOnMakeupDaysOnlyStopsAfterTheLastOne() {
    BusinessCalendar weekend = everyDay("makeup", "UTC", "09:00-10:00");
    for (DayOfWeek day : DayOfWeek.values()) {
      weekend.week().put(day, List.of());
    }
    BusinessCalendar calendar = with(weekend, workday("2026-06-06"));
    assertEquals(
        new Deadline.None(Deadline.Cause.NEVER_OPENS),
        new WorkingTime(calendar).deadline(at(calendar, "2026-06-01T00:00"), hours(2)));
  }

  @Test
  void anAmountBeyondTheYear9999IsAnAnswerNotALoop() {
    WorkingTime time = new WorkingTime(DESK);
    Deadline.None beyond = new Deadline.None(Deadline.Cause.BEYOND_HORIZON);
    Instant start = at(DESK, "2026-06-03T09:00");
    assertEquals(beyond, time.deadline(start, hours(100_000_000)));
    assertEquals(beyond, time.deadline(start, new Amount.WorkingDays(new BigDecimal("1e30"))));
    assertEquals(beyond, time.deadline(at(DESK, "9999-12-31T17:00"), hours(1)));
    assertEquals("9999-12-31T17:30", local(DESK, "9999-12-31T17:00", minutes(30)));
  }

  @Test
  void theNextWorkingDayEndsWhenItsLastIntervalDoes() {
    Amount next = new Amount.NextWorkingDay();
    assertEquals("2026-06-04T17:30", local(DESK, "2026-06-03T09:00", next));
    assertEquals("2026-06-08T17:30", local(DESK, "2026-06-05T23:00", next));
    assertEquals("2026-06-08T17:30", local(DESK, "2026-06-06T10:00", next));
  }

  @Test
  void aDayThatTheAutumnInterruptsInItsFirstMinuteEndsAtItsRealEnd() {
    BusinessCalendar always = everyDay("nl", "America/St_Johns", "00:00-24:00");
    assertEquals(
        Optional.of(Instant.parse("2006-10-30T03:30:00Z")),
        found(always, "2006-10-28T23:58:27Z", new Amount.NextWorkingDay()));
    assertEquals(
        Optional.of(Instant.parse("2006-10-29T03:30:00Z")),
        found(always, "2006-10-27T12:00:00Z", new Amount.NextWorkingDay()));
  }

  private static Optional<Instant> found(BusinessCalendar calendar, String start, Amount amount) {
    Deadline deadline = new WorkingTime(calendar).deadline(Instant.parse(start), amount);
    return Optional.of(deadline.orHorizon()).filter(Deadline.HORIZON::isAfter);
  }

  @Test
  void whatComesAfterTheCutoffIsReceivedTheNextOpenDay() {
    Amount next = new Amount.NextWorkingDay(Optional.of(LocalTime.of(15, 0)), false);
    assertEquals("2026-06-04T17:30", local(DESK, "2026-06-03T14:59", next));
    assertEquals("2026-06-05T17:30", local(DESK, "2026-06-03T15:00", next));
    assertEquals("2026-06-09T17:30", local(DESK, "2026-06-05T16:00", next));
    assertEquals("2026-06-08T17:30", local(DESK, "2026-06-06T16:00", next));
  }

  @Test
  void whatComesWhileClosedMayBeReceivedAtTheNextOpening() {
    Amount next = new Amount.NextWorkingDay(Optional.empty(), true);
    assertEquals("2026-06-09T17:30", local(DESK, "2026-06-05T23:00", next));
    assertEquals("2026-06-09T17:30", local(DESK, "2026-06-06T10:00", next));
    assertEquals("2026-06-04T17:30", local(DESK, "2026-06-03T07:00", next));
    assertEquals("2026-06-04T17:30", local(DESK, "2026-06-03T12:30", next));
  }

  @Test
  void postponingByNothingLeavesADeadlineOnTheEndOfItsInterval() {
    WorkingTime time = new WorkingTime(DESK);
    Instant noon = at(DESK, "2026-06-03T12:00");
    assertEquals(noon, time.postpone(noon, Duration.ZERO));
    assertEquals(at(DESK, "2026-06-03T13:30"), time.postpone(noon, Duration.ofMinutes(30)));
  }

  @Test
  void onlyACalendarWithSpecialDaysHasDoubtfulYears() {
    Instant start = at(DESK, "2026-12-31T17:00");
    assertFalse(new WorkingTime(DESK).deadline(start, hours(1)).flagged());
    BusinessCalendar published2026 = with(DESK, holiday("2026-01-01"));
    assertFalse(new WorkingTime(published2026).deadline(start, minutes(30)).flagged());
    Deadline crossing = new WorkingTime(published2026).deadline(start, hours(1));
    assertEquals("{2027=MISSING}", ((Deadline.At) crossing).doubts().toString());
  }

  @Test
  void aContractThatCountsNeitherHolidaysNorMakeupDaysHasNoDoubts() {
    BusinessCalendar plain = with(DESK, holiday("2026-01-01")).read(false, false);
    assertFalse(new WorkingTime(plain).deadline(at(DESK, "2026-12-31T17:00"), hours(1)).flagged());
  }

  @Test
  void theExplanationNamesWhatCountedAndWhatWasSkipped() {
    BusinessCalendar calendar = with(DESK, holiday("2026-06-05"), workday("2026-06-06"));
    Explanation why =
        Explanation.of(
            new WorkingTime(calendar),
            at(calendar, "2026-06-04T17:00"),
            new Amount.OpenTime(Duration.ofHours(9)));
    assertEquals(
        "[2026-06-04 STANDARD PT30M, 2026-06-06 MAKEUP PT3H30M, 2026-06-06 MAKEUP PT4H30M,"
            + " 2026-06-08 STANDARD PT30M]",
        why.counted().stream()
            .map(
                one ->
                    one.day().date()
                        + " "
                        + one.day().kind()
                        + " "
                        + Duration.between(one.from(), one.to()))
            .toList()
            .toString());
    assertEquals(
        "[2026-06-05 HOLIDAY holiday, 2026-06-07 DAY_OFF ]",
        why.skipped().stream()
            .map(day -> day.date() + " " + day.kind() + " " + day.name())
            .toList()
            .toString());
    assertTrue(why.complete());
  }

  @Test
  void aLongExplanationIsCutAndSaysSo() {
    Explanation why =
        Explanation.of(new WorkingTime(DESK), at(DESK, "2026-06-04T17:00"), hours(100_000));
    assertEquals(Explanation.LIMIT, why.counted().size());
    assertFalse(why.complete());
  }

  static Instant at(BusinessCalendar calendar, String local) {
    return LocalDateTime.parse(local).atZone(calendar.zone()).toInstant();
  }

  static String local(BusinessCalendar calendar, String start, Amount amount) {
    Deadline deadline = new WorkingTime(calendar).deadline(at(calendar, start), amount);
    return deadline.orHorizon().atZone(calendar.zone()).toLocalDateTime().toString();
  }

  private static Duration openOn(WorkingTime time, String date) {
    Instant from = at(time.calendar(), date + "T00:00");
    return time.openTime(
        from,
        LocalDateTime.parse(date + "T00:00")
            .plusDays(1)
            .atZone(time.calendar().zone())
            .toInstant());
  }

  static Amount hours(long hours) {
    return new Amount.OpenTime(Duration.ofHours(hours));
  }

  static Amount minutes(long minutes) {
    return new Amount.OpenTime(Duration.ofMinutes(minutes));
  }
}
