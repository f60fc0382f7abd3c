package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.forebell.collector.engine.detect.HostInput;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");
  private final InOrder order = new InOrder();

  @Test
  void whatIsInOrderIsLeftAlone() {
    HostInput heartbeat = new HostInput.Heartbeat(T);
    assertSame(heartbeat, order.after(heartbeat));
  }

  @Test
  void whatWasStampedEarlierHappensNowAndKeepsItsContent() {
    order.after(new HostInput.Tick(T.plusMillis(10)));
    assertEquals(
        new HostInput.Blackout(T.plusMillis(10), T.minusSeconds(5), Duration.ofSeconds(20)),
        order.after(new HostInput.Blackout(T, T.minusSeconds(5), Duration.ofSeconds(20))));
  }

  @Test
  void commandsHoldTheOrderToo() {
    order.after(T.plusSeconds(1));
    assertEquals(
        new HostInput.Closed(T.plusSeconds(1), "reset"),
        order.after(new HostInput.Closed(T, "reset")));
  }
}
