package dev.forebell.collector.engine.sla;

import static dev.forebell.collector.engine.sla.AnchorPoint.DETECTED;
import static dev.forebell.collector.engine.sla.ClockName.RESOLUTION;
import static dev.forebell.collector.engine.sla.ClockName.RESPONSE;
import static dev.forebell.collector.engine.sla.Promises.inDesk;
import static dev.forebell.collector.engine.sla.Promises.inMoment;
import static dev.forebell.collector.engine.sla.Promises.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.calendar.Amount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Times in which a contract promises more. 3 June 2026 is a Wednesday. */
class KeyMomentTest {
  private static final KeyMoment.Window THIRD = new KeyMoment.EveryMonth(new TreeSet<>(List.of(3)));

  private static KeyMoment half(KeyMoment.Window window) {
    return new KeyMoment("closing", window, Optional.of(new BigDecimal("0.5")));
  }

  @Test
  void aFactorShortensWhatCountsFromWithinTheMoment() {
    Promises promises =
        new Promises().keyMoments(half(THIRD)).promise(inDesk(target(RESPONSE, "240", DETECTED)));
    assertEquals("3 13:30", due(promises, "3 10:30", RESPONSE));
    assertEquals("4 15:30", due(promises, "4 10:30", RESPONSE));
  }

  private static String due(Promises promises, String at, ClockName name) {
    Story story = new Story(promises.terms()).detected(at);
    String due = story.told().split(" due ", 2)[1].split(" anchor_set", 2)[0];
    assertEquals(name, story.clock(name).id().name());
    return due.length() == 5 ? "3 " + due : due;
  }

  @Test
  void theSmallestFactorOfSeveralHolds() {
    KeyMoment quarter =
        new KeyMoment(
            "move",
            new KeyMoment.Once(LocalDate.of(2026, 6, 3), LocalDate.of(2026, 6, 3)),
            Optional.of(new BigDecimal("0.25")));
    Promises promises =
        new Promises().keyMoments(half(THIRD), quarter).promise(target(RESPONSE, "60", DETECTED));
    assertEquals("3 10:15", due(promises, "3 10:00", RESPONSE));
  }

  @Test
  void aTargetMayNameTheMomentAndIsThenTakenLiterally() {
    Promises promises =
        new Promises()
            .keyMoments(half(THIRD))
            .promise(target(RESOLUTION, "240", DETECTED))
            .promise(inMoment(target(RESOLUTION, "90", DETECTED), "closing"));
    assertEquals("3 11:30", due(promises, "3 10:00", RESOLUTION));
    assertEquals("4 14:00", due(promises, "4 10:00", RESOLUTION));
  }

  @Test
  void ofTheMomentAndTheUsualPromiseTheStrictestHolds() {
    Promises promises =
        new Promises()
            .keyMoments(half(THIRD))
            .promise(target(RESOLUTION, "60", DETECTED))
            .promise(inMoment(target(RESOLUTION, "90", DETECTED), "closing"));
    assertEquals("3 10:30", due(promises, "3 10:00", RESOLUTION));
  }

  @Test
  void monthsAreCountedFromBothEnds() {
    KeyMoment.Window closing = new KeyMoment.EveryMonth(new TreeSet<>(List.of(-2, -1, 1)));
    assertTrue(closing.covers(LocalDate.of(2024, 2, 29)));
    assertTrue(closing.covers(LocalDate.of(2024, 2, 28)));
    assertFalse(closing.covers(LocalDate.of(2024, 2, 27)));
    assertTrue(closing.covers(LocalDate.of(2026, 12, 1)));
    assertTrue(closing.covers(LocalDate.of(2026, 11, 29)));
    assertFalse(closing.covers(LocalDate.of(2026, 12, 2)));
  }

  @Test
  void yearsMayTurnWithinAMoment() {
    KeyMoment.Window yearEnd = new KeyMoment.EveryYear(MonthDay.of(12, 20), MonthDay.of(1, 10));
    assertTrue(yearEnd.covers(LocalDate.of(2026, 12, 20)));
    assertTrue(yearEnd.covers(LocalDate.of(2027, 1, 10)));
    assertFalse(yearEnd.covers(LocalDate.of(2027, 1, 11)));
    assertFalse(yearEnd.covers(LocalDate.of(2026, 12, 19)));
    KeyMoment.Window spring = new KeyMoment.EveryYear(MonthDay.of(2, 28), MonthDay.of(3, 1));
    assertTrue(spring.covers(LocalDate.of(2024, 2, 29)));
    assertFalse(spring.covers(LocalDate.of(2024, 3, 2)));
  }

  @Test
  void amountsThatEndWithADayAreNotShortened() {
    Amount day = new Amount.NextWorkingDay();
    assertEquals(day, day.shortened(new BigDecimal("0.5")));
    assertEquals(
        new Amount.WorkingDays(new BigDecimal("0.25")),
        new Amount.WorkingDays(new BigDecimal("0.5")).shortened(new BigDecimal("0.5")));
    assertEquals(
        new Amount.OpenTime(Duration.ofSeconds(333, 500_000_000)),
        new Amount.OpenTime(Duration.ofSeconds(667)).shortened(new BigDecimal("0.5")));
  }

  @Test
  void ofOverlappingContractsTheStrictestHoldsClockByClock() {
    Promises gold = new Promises().promise(target(RESPONSE, "30", DETECTED));
    Contract basic =
        new Promises()
            .stoppedBy(StopPoint.CONTACTED)
            .promise(target(RESPONSE, "20", DETECTED))
            .promise(target(RESOLUTION, "600", DETECTED))
            .contract("basic");
    Story story = new Story(gold.terms("gold", basic)).detected("10:00").acknowledged("10:05");
    assertEquals(
        """
        10:00 started response due 10:20 anchor_set
        10:00 started resolution due 20:00 anchor_set\
        """,
        story.told());
    assertEquals("basic", story.clock(RESPONSE).contract());
    story.contacted("10:15");
    assertEquals(Optional.of(Outcome.MET), story.clock(RESPONSE).outcome());
  }
}
