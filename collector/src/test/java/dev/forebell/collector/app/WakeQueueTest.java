package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WakeQueueTest {
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");
  private final WakeQueue<String> queue = new WakeQueue<>();

  @Test
  void givesDueMachinesInOrderOfTimeThenName() {
    queue.set("c", Optional.of(T));
    queue.set("b", Optional.of(T));
    queue.set("a", Optional.of(T.plusSeconds(1)));
    assertEquals(List.of("b", "c"), queue.takeDue(T));
    assertEquals(List.of(), queue.takeDue(T));
    assertEquals(Optional.of(T.plusSeconds(1)), queue.earliest());
  }

  @Test
  void aNewTimeReplacesTheOldOne() {
    queue.set("a", Optional.of(T));
    queue.set("a", Optional.of(T.plusSeconds(5)));
    assertEquals(List.of(), queue.takeDue(T));
    queue.set("a", Optional.empty());
    assertEquals(Optional.empty(), queue.earliest());
  }
}
