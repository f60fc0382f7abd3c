package dev.forebell.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final double MOST = Math.nextDown(1.0);

  @Test
  void theRangeDoublesFromAQuarterSecondToFifteen() {
    assertEquals(Duration.ZERO, Backoff.delay(0, 0));
    assertEquals(Duration.ofMillis(249), Backoff.delay(0, MOST));
    assertEquals(Duration.ofMillis(499), Backoff.delay(1, MOST));
    assertEquals(Duration.ofMillis(7_999), Backoff.delay(5, MOST));
    assertEquals(Duration.ofMillis(14_999), Backoff.delay(6, MOST));
    assertEquals(Duration.ofMillis(7_500), Backoff.delay(1_000, 0.5));
  }

  @Property
  void neverNegativeNeverAboveFifteenSeconds(
      @ForAll @IntRange(max = 100_000) int failures,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    Duration delay = Backoff.delay(failures, random);
    assertTrue(!delay.isNegative() && delay.compareTo(Backoff.LONGEST) < 0, delay.toString());
  }

  @Property
  void theCollectorsTimeIsNeverUndercut(
      @ForAll @LongRange(max = 600_000) long asked,
      @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
    Duration wait = Backoff.afterReject(Duration.ofMillis(asked), random);
    assertTrue(wait.toMillis() >= asked && wait.toMillis() <= asked + 1_000, wait.toString());
  }

  @Test
  void aCollectorThatAsksForAYearIsNotBelieved() {
    assertEquals(Duration.ofMinutes(10), Backoff.afterReject(Duration.ofDays(365), 0));
  }
}
