package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OwnUsageTest {
  @Test
  void timesAreThoseOfTheProcessAndOfItsEndedChildren() {
    OwnUsage usage =
        OwnUsage.ofStat(
            "42 (a name) x) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 30 20 20 0 17 0 1234 1 2");
    assertEquals(OptionalDouble.of(2), usage.cpuSeconds());
    assertEquals(OptionalDouble.of(0.5), usage.childSeconds());
    assertEquals(2.5, usage.allCpuSeconds());
  }

  @Test
  void theProportionalMemoryIsTheBetterOne() {
    OwnUsage usage = OwnUsage.ofStat("1 (a) S 1 1 1 0 -1 0 0 0 0 0 1 1 0 0 20");
    assertEquals(
        OptionalLong.of(5), usage.withMemory(OptionalLong.of(9), OptionalLong.of(5)).memoryBytes());
    assertEquals(
        OptionalLong.of(9),
        usage.withMemory(OptionalLong.of(9), OptionalLong.empty()).memoryBytes());
    assertEquals(25L, OwnUsageReader.residentPages("100 25 9 1 0 7 0"));
  }

  @Test
  void thisProcessCanBeRead() {
    OwnUsage usage = OwnUsageReader.ofThisProcess().get();
    assertTrue(usage.allCpuSeconds() > 0, usage.toString());
  }
}
