package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CircuitTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final double MIDDLE = 0.5;

  private static Circuit failed(int times) {
    Circuit circuit = Circuit.fresh();
    for (int i = 0; i < times; i++) {
      circuit = circuit.failed(NOW, MIDDLE);
    }
    return circuit;
  }

  @Test
  void closedStaysClosedUntilTheFifthFailureInARow() {
    assertEquals(Optional.of(NOW), failed(4).from(NOW));
    assertEquals(Optional.of(NOW.plusSeconds(30)), failed(5).from(NOW));
    assertEquals(failed(1), failed(4).answered().failed(NOW, MIDDLE));
  }

  @Test
  void openToProbingLetsOneRequestGoAfterTheRest() {
    Instant rested = NOW.plusSeconds(30);
    assertEquals(Optional.of(rested), failed(5).from(rested));
    Circuit probing = failed(5).begun();
    assertInstanceOf(Circuit.Probing.class, probing);
    assertEquals(Optional.empty(), probing.from(rested.plusSeconds(9999)));
  }

  @Test
  void probingToClosedWhenItIsAnsweredAndToALongerRestWhenNot() {
    assertEquals(Circuit.fresh(), failed(5).begun().answered());
    List<Long> rests = new ArrayList<>();
    Circuit circuit = failed(5);
    for (int i = 0; i < 40; i++) {
      rests.add(Duration.between(NOW, circuit.from(NOW).orElseThrow()).toSeconds());
      circuit = circuit.begun().failed(NOW, MIDDLE);
    }
    assertEquals(List.of(30L, 60L, 120L, 240L, 300L, 300L), rests.subList(0, 6));
    assertEquals(300, rests.getLast());
  }

  @Test
  void aFailureOfARequestThatBeganEarlierDoesNotProlongTheRest() {
    assertEquals(failed(5), failed(5).failed(NOW.plusSeconds(20), MIDDLE));
  }

  @Test
  void anAnswerToARequestThatBeganEarlierEndsTheRest() {
    assertEquals(Circuit.fresh(), failed(5).answered());
  }

  @Test
  void aProbeThatNeverReachedTheEndpointLeavesTheNextOneToTry() {
    Circuit circuit = failed(5).begun().untold(NOW.plusSeconds(31));
    assertEquals(Optional.of(NOW.plusSeconds(31)), circuit.from(NOW.plusSeconds(31)));
    assertEquals(Circuit.fresh(), Circuit.fresh().untold(NOW));
  }

  @Test
  void aClockThatIsSetBackDoesNotProlongARest() {
    Instant earlier = NOW.minus(Duration.ofDays(1));
    Duration rest = Duration.between(earlier, failed(5).from(earlier).orElseThrow());
    assertEquals(360, rest.toSeconds());
  }
}
