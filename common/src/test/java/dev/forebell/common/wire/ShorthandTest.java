package dev.forebell.common.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ShorthandTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static Frame.Heartbeat at(long wall, long monotonic) {
    return new Frame.Heartbeat(NOON.plusMillis(wall), Duration.ofMillis(monotonic));
  }

  @Test
  void aHeartbeatOfClocksThatWentOnAlikeIsABeat() {
    Shorthand agent = new Shorthand(FrameType.BEAT);
    assertEquals(at(0, 500), agent.shortest(at(0, 500)));
    assertEquals(new Frame.Beat(Duration.ofMillis(1_000)), agent.shortest(at(1_000, 1_500)));
    assertEquals(new Frame.Beat(Duration.ofMillis(1_001)), agent.shortest(at(2_000, 2_501)));
    assertEquals(at(5_000, 3_500), agent.shortest(at(5_000, 3_500)), "the clock was set");
    assertEquals(new Frame.Beat(Duration.ofMillis(7)), agent.shortest(at(5_007, 3_507)));
  }

  @Test
  void anEarlierCollectorHearsWhatItKnows() {
    Shorthand agent = new Shorthand(FrameType.FIRST_NEWEST);
    agent.shortest(at(0, 0));
    assertEquals(at(1_000, 1_000), agent.shortest(at(1_000, 1_000)));
  }

  @Test
  void aBeatAfterNothingIsRefused() {
    Decoded.Bad bad =
        assertInstanceOf(
            Decoded.Bad.class,
            Shorthand.ofReader().full(new Decoded.Ok(new Frame.Beat(Duration.ZERO))));
    assertTrue(bad.problem().describe().contains("a Heartbeat before it"));
  }

  @Property
  void theOtherEndKnowsBothClocksToAMillisecond(
      @ForAll @Size(max = 30) List<@LongRange(min = -3, max = 4_000) Long> steps) {
    Shorthand agent = new Shorthand(FrameType.NEWEST);
    Shorthand collector = Shorthand.ofReader();
    long wall = 0;
    long monotonic = 0;
    for (long step : steps) {
      // now and then the wall clock is set, or drifts by a millisecond
      wall += step + (step % 5 == 0 ? 1 : step % 7 == 0 ? -900 : 0);
      monotonic += Math.max(0, step);
      Decoded read = new Decoded.Ok(agent.shortest(at(wall, monotonic)));
      Frame.Heartbeat heard =
          (Frame.Heartbeat) assertInstanceOf(Decoded.Ok.class, collector.full(read)).frame();
      assertEquals(Duration.ofMillis(monotonic), heard.monotonic());
      Duration off = Duration.between(NOON.plusMillis(wall), heard.wall()).abs();
      assertTrue(off.toMillis() <= 1, off.toString());
    }
  }
}
