package dev.forebell.agent.link;

import static dev.forebell.agent.link.Silence.Verdict.ASK;
import static dev.forebell.agent.link.Silence.Verdict.DEAD;
import static dev.forebell.agent.link.Silence.Verdict.HEARD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long SECOND = 1_000_000_000L;
  private final Silence silence = new Silence(Duration.ofSeconds(1), 0);

  @Test
  void aHeardCollectorIsLeftInPeace() {
    silence.heard(SECOND / 2);
    assertEquals(HEARD, silence.beat(SECOND));
  }

  @Test
  void aQuietCollectorIsAskedAndGivenUpAfterTenSeconds() {
    for (int s = 1; s <= 5; s++) {
      assertEquals(HEARD, silence.beat(s * SECOND), "after " + s + " s");
    }
    for (int s = 6; s <= 10; s++) {
      assertEquals(ASK, silence.beat(s * SECOND), "after " + s + " s");
    }
    assertEquals(DEAD, silence.beat(11 * SECOND));
  }

  @Test
  void anAgentThatWasStoppedItselfAsksFirst() {
    silence.beat(SECOND);
    assertEquals(ASK, silence.beat(60 * SECOND));
    silence.heard(60 * SECOND + 1);
    assertEquals(HEARD, silence.beat(61 * SECOND));
  }

  @Test
  void slowBeatsAllowThreeOfThem() {
    Silence slow = new Silence(Duration.ofSeconds(5), 0);
    assertEquals(Duration.ofSeconds(15), slow.deadAfter());
  }
}
