package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What counts as expected, and what a million samples cost. */
class SimulationResultTest {
  private static final SimulationResult.Quantiles NONE =
      SimulationResult.Quantiles.of(new Delays());

  @Test
  void anExpectedIncidentThatIsMissingOnOneHostIsNotAsExpected() {
    assertTrue(result(0, effect(Optional.of("host_down"), 3)).asExpected());
    assertFalse(result(0, effect(Optional.of("host_down"), 2)).asExpected());
    assertTrue(result(0, effect(Optional.empty(), 0)).asExpected());
  }

  @Test
  void anIncidentThatNobodyCausedIsNotAsExpected() {
    assertFalse(result(1, effect(Optional.of("host_down"), 3)).asExpected());
  }

  @Test
  void processorTimeIsGivenPerMillionSamples() {
    assertEquals(Duration.ofSeconds(2), result(0).cpuPerMillion());
  }

  @Test
  void quantilesAreOfTheDurationsThatWereMeasured() {
    Delays delays = new Delays();
    for (int i = 3000; i > 0; i--) {
      delays.add(i);
    }
    assertEquals(1500, delays.at(0.5).toNanos());
    assertEquals(2970, delays.at(0.99).toNanos());
    assertEquals(3000, delays.at(1).toNanos());
  }

  private static SimulationResult.Effect effect(Optional<String> expect, int reported) {
    return new SimulationResult.Effect(
        "silence", 3, expect, reported, reported, NONE, NONE, Optional.empty());
  }

  private static SimulationResult result(int unexpected, SimulationResult.Effect... effects) {
    return new SimulationResult(
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        500_000,
        1,
        0,
        Duration.ofSeconds(1),
        Optional.empty(),
        NONE,
        Duration.ofMillis(20),
        List.of(effects),
        new TreeMap<>(),
        unexpected);
  }
}
