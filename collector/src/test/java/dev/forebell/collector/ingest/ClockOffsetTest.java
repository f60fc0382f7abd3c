package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private final ClockOffset clock = new ClockOffset();

  @Test
  void withoutAnObservationTimesStayAsTheyAreUnlessTheyLieInTheFuture() {
    assertEquals(NOW.minusSeconds(5), clock.correct(NOW.minusSeconds(5), NOW));
    assertEquals(NOW, clock.correct(NOW.plusSeconds(5), NOW));
  }

  @Test
  void theFastestMessageTellsTheOffsetBest() {
    Duration behind = Duration.ofMinutes(10);
    for (int delay : new int[] {300, 40, 2_000, 90}) {
      Instant sent = NOW.plusMillis(delay);
      clock.observe(sent.minus(behind), sent.plusMillis(delay));
    }
    assertEquals(behind.plusMillis(40), clock.offset());
  }

  @Test
  void anAgentThatIsAheadIsCorrectedBack() {
    clock.observe(NOW.plusSeconds(3_600), NOW);
    assertEquals(Duration.ofHours(-1), clock.offset());
    assertEquals(NOW, clock.correct(NOW.plusSeconds(3_600), NOW.plusSeconds(1)));
  }

  @Test
  void aStepOfTheAgentsClockStartsTheEstimateAfresh() {
    clock.observe(NOW, Duration.ofSeconds(10), NOW);
    clock.observe(NOW.plusSeconds(1), Duration.ofSeconds(11), NOW.plusSeconds(1));
    assertEquals(Duration.ZERO, clock.offset());
    // Its clock is put back by an hour: the old, smaller offsets say nothing any more.
    clock.observe(
        NOW.plusSeconds(2).minusSeconds(3_600), Duration.ofSeconds(12), NOW.plusSeconds(2));
    assertEquals(Duration.ofHours(1), clock.offset());
  }

  @Test
  void aheadIsPositiveAndBehindNegativeToTheMillisecond() {
    assertEquals(0, clock.secondsAhead());
    clock.observe(NOW.plusMillis(1_500), NOW.plusNanos(4_999));
    assertEquals(1.5, clock.secondsAhead());
    ClockOffset behind = new ClockOffset();
    behind.observe(NOW.minusMillis(130_250), NOW);
    assertEquals(-130.25, behind.secondsAhead());
    ClockOffset little = new ClockOffset();
    little.observe(NOW.minusMillis(1), NOW);
    assertEquals(-0.001, little.secondsAhead());
    ClockOffset unset = new ClockOffset();
    unset.observe(Instant.MIN, Instant.MAX);
    assertEquals(-6.3e16, unset.secondsAhead(), 1e15);
  }

  @Test
  void oldObservationsAreForgotten() {
    clock.observe(NOW, NOW);
    for (int i = 0; i < 16; i++) {
      clock.observe(NOW, NOW.plusSeconds(2));
    }
    assertEquals(Duration.ofSeconds(2), clock.offset());
  }
}
