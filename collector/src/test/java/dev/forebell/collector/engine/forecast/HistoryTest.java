package dev.forebell.collector.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private static Instant minute(long minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  /** A value every ten minutes, rising by one each. */
  private static History rising(int values) {
    History history = History.begin(START, 0);
    for (int i = 1; i < values; i++) {
      history = history.with(minute(10L * i), i);
    }
    return history;
  }

  @Test
  void valueBetweenFloorAndCeilingChangesNothing() {
    History history = History.begin(START, 10).with(minute(1), 20);
    assertSame(history, history.with(minute(2), 15));
    assertEquals(10, history.open().floor());
    assertEquals(20, history.open().ceiling());
  }

  @Test
  void olderValueIsNotTakenIn() {
    History history = rising(3);
    assertSame(history, history.with(minute(5), 99));
  }

  @Test
  void closedStretchesMakeHours() {
    History history = rising(8);
    assertEquals(7, history.fine().size());
    assertEquals(List.of(0.0, 6.0), history.hours().stream().map(Bucket::floor).toList());
    assertEquals(List.of(5.0, 6.0), history.hours().stream().map(Bucket::ceiling).toList());
  }

  @Test
  void stretchAndHourCloseWithTheFirstValueBeyondThem() {
    History history = rising(6);
    assertFalse(history.closes(minute(59)));
    assertTrue(history.closes(minute(60)));
    assertTrue(history.closesHour(minute(60)));
    assertFalse(rising(3).closesHour(minute(30)));
  }

  @Test
  void sizeIsBoundedHoweverLongItGoesOn() {
    History history = rising(6 * 24 * 60);
    assertEquals(History.FINE_KEPT, history.fine().size());
    assertEquals(History.HOURS_KEPT, history.hours().size());
    assertEquals(Duration.ofDays(14).minusMinutes(10), history.length());
  }

  @Test
  void whatLiesBeforeALongGapIsForgotten() {
    History history = rising(20).with(minute(15 * 24 * 60), 5);
    assertEquals(List.of(), history.hours());
    assertEquals(Duration.ZERO, history.length());
    assertTrue(rising(20).isOver(minute(15 * 24 * 60)));
    assertFalse(rising(20).isOver(minute(13 * 24 * 60)));
  }

  @Test
  void lengthReachesOverAGap() {
    assertEquals(Duration.ofHours(30), rising(6).with(minute(30 * 60), 9).length());
  }
}
