package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WelcomesTest {
  private static final Instant T = Instant.parse("2026-11-30T12:00:00Z");

  private final Welcomes welcomes = new Welcomes();

  private Optional<Duration> atOnce(Instant came) {
    return welcomes.grace(came, came);
  }

  private void come(int agents, Duration apart) {
    for (int agent = 1; agent <= agents; agent++) {
      atOnce(T.plus(apart.multipliedBy(agent)));
    }
  }

  @Test
  void oneThatIsWelcomedAtOnceOwesBeatsAtOnce() {
    assertEquals(Optional.empty(), atOnce(T));
    assertEquals(Optional.empty(), welcomes.grace(T, T.plusSeconds(1)));
  }

  @Test
  void oneThatWaitedIsGivenWhatItWaited() {
    assertEquals(Optional.of(Duration.ofSeconds(7)), welcomes.grace(T, T.plusSeconds(7)));
  }

  @Test
  void eachOfManyIsGivenTimeForItsFirstBeat() {
    come(Welcomes.MANY - 1, Duration.ofMillis(50));
    assertEquals(Optional.of(Welcomes.FIRST_BEAT), atOnce(T.plusSeconds(5)));
    assertEquals(
        Optional.of(Welcomes.FIRST_BEAT.plusSeconds(3)),
        welcomes.grace(T.plusSeconds(6), T.plusSeconds(9)));
    assertEquals(Optional.empty(), atOnce(T.plusSeconds(16)), "the others came long ago");
  }

  @Test
  void manyThatComeOneAfterTheOtherAreNoCrowd() {
    come(1_000, Duration.ofMillis(150));
    assertEquals(Optional.empty(), atOnce(T.plusMillis(150 * 1_001)));
  }

  @Test
  void helloesThatOvertookEachOtherAreStillCounted() {
    come(Welcomes.MANY, Duration.ofMillis(10));
    assertEquals(Optional.of(Welcomes.FIRST_BEAT), atOnce(T));
  }
}
