package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReconnectPacerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void aBurstIsLetInAndTheRestGetTimesOneBehindTheOther() {
    ReconnectPacer pacer = new ReconnectPacer(10, 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), pacer.admit(NOW));
    }
    Duration first = pacer.admit(NOW).orElseThrow();
    Duration second = pacer.admit(NOW).orElseThrow();
    assertTrue(first.isPositive());
    assertEquals(Duration.ofMillis(100), second.minus(first));
  }

  @Test
  void aQuietTimeAllowsTheBurstAgainButNoMore() {
    ReconnectPacer pacer = new ReconnectPacer(10, 3);
    for (int i = 0; i < 4; i++) {
      pacer.admit(NOW);
    }
    Instant later = NOW.plusSeconds(3_600);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), pacer.admit(later));
    }
    assertTrue(pacer.admit(later).isPresent());
  }

  @Test
  void aCollectorThatIsBehindLetsFewerInButNeverNobody() {
    ReconnectPacer pacer = new ReconnectPacer(100, 100);
    long admitted = 0;
    for (int millis = 0; millis < 60_000; millis += 5) {
      admitted += pacer.admit(NOW.plusMillis(millis), true).isEmpty() ? 1 : 0;
    }
    assertTrue(admitted >= 600 && admitted <= 620, "a tenth of the rate: " + admitted);
  }

  @Test
  void nobodyIsSentAwayForMoreThanTwoMinutes() {
    ReconnectPacer pacer = new ReconnectPacer(1, 1);
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 10_000; i++) {
      Duration wait = pacer.admit(NOW).orElse(Duration.ZERO);
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertEquals(Duration.ofMinutes(2), longest);
  }

  /** The whole storm, simulated: everyone obeys, everyone is in soon after the rate allows it. */
  @Property(tries = 30)
  void aStormThatObeysIsOverInTheTimeTheRateNeeds(
      @ForAll @IntRange(min = 1, max = 5_000) int agents) {
    int perSecond = 200;
    ReconnectPacer pacer = new ReconnectPacer(perSecond, 400);
    PriorityQueue<Instant> arrivals = new PriorityQueue<>();
    for (int i = 0; i < agents; i++) {
      arrivals.add(NOW.plusMillis(i % 250));
    }
    List<Instant> admitted = new ArrayList<>();
    while (!arrivals.isEmpty()) {
      Instant at = arrivals.remove();
      pacer.admit(at).ifPresentOrElse(wait -> arrivals.add(at.plus(wait)), () -> admitted.add(at));
    }
    Duration took = Duration.between(NOW, admitted.getLast());
    Duration needed = Duration.ofMillis(1_000L * agents / perSecond);
    assertTrue(took.compareTo(needed.multipliedBy(2).plusSeconds(2)) < 0, agents + ": " + took);
  }
}
