package dev.forebell.agent.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SamplePlanTest {
  private static final SamplePlan START =
      SamplePlan.start(
          seconds(10),
          new TreeMap<>(
              Map.of("cpu", Duration.ZERO, "process", seconds(60), "inodes", seconds(300))));

  @Test
  void everythingIsDueAtFirst() {
    assertEquals(List.of("cpu", "inodes", "process"), START.due(seconds(1), SamplePlanTest::plain));
  }

  @Test
  void aProbeWithItsOwnIntervalPausesInBetween() {
    SamplePlan plan = START.after(START.due(seconds(1), SamplePlanTest::plain), seconds(1));
    assertEquals(List.of("cpu"), plan.due(seconds(50), SamplePlanTest::plain));
    assertEquals(List.of("cpu", "process"), plan.due(seconds(60), SamplePlanTest::plain));
    assertEquals(
        List.of("cpu", "inodes", "process"), plan.due(seconds(300), SamplePlanTest::plain));
  }

  @Test
  void aRoundThatRunsALittleEarlyStillCounts() {
    SamplePlan plan = START.after(List.of("process"), Duration.ofMillis(60_004));
    assertEquals(
        List.of("cpu", "inodes", "process"),
        plan.due(Duration.ofMillis(120_001), SamplePlanTest::plain));
  }

  @Test
  void roundsKeepToTheGridAndMissedOnesAreNotMadeUpFor() {
    assertEquals(seconds(10), START.nextRound(seconds(1)));
    assertEquals(seconds(20), START.nextRound(seconds(10)));
    assertEquals(seconds(20), START.nextRound(Duration.ofMillis(10_030)));
    assertEquals(seconds(80), START.nextRound(seconds(77)));
  }

  @Test
  void anotherIntervalIsAnotherGridButForgetsNothing() {
    SamplePlan plan =
        START.after(START.due(seconds(1), SamplePlanTest::plain), seconds(1)).every(seconds(2));
    assertEquals(seconds(8), plan.nextRound(seconds(7)));
    assertEquals(List.of("cpu"), plan.due(seconds(8), SamplePlanTest::plain));
  }

  @Test
  void aStretchedProbeIsAskedLessOftenAndOneOfEverySampleOnlyThen() {
    SamplePlan plan = START.after(START.due(seconds(0), SamplePlanTest::plain), seconds(0));
    assertEquals(List.of("cpu"), plan.due(seconds(60), name -> name.equals("cpu") ? 1 : 2));
    assertEquals(
        List.of("cpu", "process"), plan.due(seconds(120), name -> name.equals("cpu") ? 1 : 2));
    assertEquals(List.of(), plan.due(seconds(10), name -> 2));
    assertEquals(List.of("cpu"), plan.due(seconds(20), name -> 2));
  }

  private static int plain(String probe) {
    return 1;
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
