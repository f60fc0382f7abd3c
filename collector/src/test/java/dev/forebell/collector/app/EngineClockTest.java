package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineClockTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private Instant wall = START;
  private long nanos = 77;
  private final EngineClock clock = new EngineClock(() -> wall, () -> nanos);

  private void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  @Test
  void runsWithTheMonotonicClock() {
    pass(Duration.ofMillis(1500));
    assertEquals(START.plusMillis(1500), clock.instant());
    assertEquals(Optional.empty(), clock.followSteps());
  }

  @Test
  void aSmallDriftIsNoStep() {
    wall = wall.plusMillis(1900);
    assertEquals(Optional.empty(), clock.followSteps());
    assertEquals(START, clock.instant());
  }

  @Test
  void followsAStepForwardAtOnceAndSaysHowFar() {
    wall = wall.plusSeconds(3600);
    assertEquals(START, clock.instant(), "a step alone moves nothing");
    assertEquals(Optional.of(Duration.ofHours(1)), clock.followSteps());
    assertEquals(START.plusSeconds(3600), clock.instant());
    assertEquals(Optional.empty(), clock.followSteps());
  }

  @Test
  void aStepBackSlowsTimeUntilTheWallClockHasCaughtUp() {
    wall = wall.minusSeconds(60);
    assertEquals(Optional.of(Duration.ofSeconds(-60)), clock.followSteps());
    Instant before = clock.instant();
    pass(Duration.ofSeconds(100));
    assertEquals(before.plusSeconds(90), clock.instant());
    assertEquals(Optional.empty(), clock.followSteps(), "the same step is told once");
    for (int i = 0; i < 100; i++) {
      pass(Duration.ofSeconds(10));
      clock.instant();
    }
    assertEquals(wall, clock.instant());
  }

  @Test
  void neverRunsBackwards() {
    wall = wall.minusSeconds(60);
    clock.followSteps();
    Instant before = clock.instant();
    wall = wall.plusSeconds(70);
    clock.followSteps();
    assertFalse(clock.instant().isBefore(before));
    assertTrue(Duration.between(wall, clock.instant()).abs().compareTo(EngineClock.STEP) <= 0);
  }
}
