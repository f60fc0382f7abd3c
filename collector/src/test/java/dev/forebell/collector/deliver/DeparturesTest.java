package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeparturesTest {
  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private Instant now = START;
  private Duration write = Duration.ZERO;
  private boolean broken;
  private SortedMap<Long, Instant> noted = new TreeMap<>();
  private final Departures departures = new Departures(this::note, () -> now);

  private void note(SortedMap<Long, Instant> until) {
    now = now.plus(write);
    if (broken) {
      throw new IllegalStateException("planted");
    }
    noted = until;
  }

  private CompletableFuture<Instant> leave(long id) {
    return departures.leave(id, WINDOW).toCompletableFuture();
  }

  @Test
  void allOfAPassAreNotedTogetherAndThenLeave() {
    CompletableFuture<Instant> one = leave(1);
    CompletableFuture<Instant> other = leave(2);
    assertFalse(one.isDone(), "not before it is noted");
    departures.settle();
    assertTrue(one.isDone() && other.isDone() && departures.isSettled());
    assertEquals(2, noted.size());
  }

  @Test
  void whatCannotBeNotedStays() {
    broken = true;
    CompletableFuture<Instant> one = leave(1);
    departures.settle();
    assertFalse(one.isDone() || departures.isSettled());
    broken = false;
    departures.settle();
    assertTrue(one.isDone());
  }

  @Test
  void theDeskHasItsWholeWindowHoweverSlowTheStoreIs() {
    write = Duration.ofSeconds(40);
    CompletableFuture<Instant> one = leave(1);
    departures.settle();
    assertFalse(one.isDone(), "the note would end before the desk's time does");
    departures.settle();
    assertTrue(one.isDone());
    assertFalse(noted.get(1L).isBefore(now.plus(WINDOW)));
    CompletableFuture<Instant> next = leave(2);
    departures.settle();
    assertTrue(next.isDone(), "a store that stays slow is written to once");
    assertFalse(noted.get(2L).isBefore(now.plus(WINDOW)));
  }

  @Test
  void aQuickStoreCostsNoWait() {
    CompletableFuture<Instant> one = leave(1);
    departures.settle();
    assertTrue(one.isDone());
    assertTrue(noted.get(1L).isBefore(now.plus(WINDOW).plusSeconds(2)));
  }
}
