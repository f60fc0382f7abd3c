package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListeningWatchTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void beatsASecondApartAreNoBlackout() {
    ListeningWatch watch = new ListeningWatch(T);
    assertEquals(Optional.empty(), watch.beat(T.plusSeconds(1)));
    assertEquals(Optional.empty(), watch.beat(T.plusSeconds(3)));
  }

  @Test
  void aLatePulseIsABlackoutSinceTheLastOne() {
    ListeningWatch watch = new ListeningWatch(T);
    watch.beat(T.plusSeconds(1));
    assertEquals(Optional.of(T.plusSeconds(1)), watch.beat(T.plusMillis(3001)));
    assertEquals(Optional.empty(), watch.beat(T.plusMillis(4001)), "a blackout is told once");
  }

  @Test
  void graceGrowsWithTheFleetBetweenTwentySecondsAndFiveMinutes() {
    assertEquals(Duration.ofSeconds(20), ListeningWatch.grace(1, 200));
    assertEquals(Duration.ofSeconds(100), ListeningWatch.grace(10_000, 200));
    assertEquals(Duration.ofMinutes(5), ListeningWatch.grace(1_000_000, 200));
  }
}
