package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CpuTicksTest {
  private static final CpuTicks BEFORE = new CpuTicks(100, 50, 10, 1000, 40, 5, 1);

  @Test
  void sharesAreOfTheTimeInBetweenAndSumToOne() {
    List<Sample> shares = new CpuTicks(130, 60, 10, 1050, 45, 8, 3).sharesSince(BEFORE);
    assertEquals(Reading.of(0.30), share(shares, "user"));
    assertEquals(Reading.of(0.10), share(shares, "system"));
    assertEquals(Reading.of(0.50), share(shares, "idle"));
    assertEquals(Reading.of(0.03), share(shares, "interrupt"));
    assertEquals(Reading.of(0.02), share(shares, "steal"));
    double sum = shares.stream().mapToDouble(s -> ((Reading.Value) s.reading()).value()).sum();
    assertEquals(1.0, sum, 1e-9);
  }

  @Test
  void aModeThatRanBackwardsCountsAsZero() {
    List<Sample> shares = new CpuTicks(150, 50, 10, 1050, 30, 5, 1).sharesSince(BEFORE);
    assertEquals(Reading.of(0), share(shares, "iowait"));
    assertEquals(Reading.of(0.5), share(shares, "user"));
  }

  @Test
  void withoutProgressThereIsNoUtilisation() {
    assertEquals(Reading.unavailable(Cause.IMPLAUSIBLE), share(BEFORE.sharesSince(BEFORE), "user"));
  }

  @Test
  void timesAreInSeconds() {
    Sample idle =
        BEFORE.times().stream()
            .filter(s -> s.series().equals(Metrics.CPU_TIME.series(Metrics.CPU_MODE, "idle")))
            .findFirst()
            .orElseThrow();
    assertEquals(Reading.of(1.0), idle.reading());
  }

  @Test
  void theKernelsFirstLineIsOfAllProcessors() {
    assertEquals(
        Optional.of(new CpuTicks(10, 30, 20, 40, 50, 130, 80)),
        CpuTicks.ofStat("cpu  1 2 3 4 5 6 7 8 0 0\ncpu0 9 9 9 9 9 9 9 9 0 0\nintr 1 2\n"));
  }

  @Test
  void anotherTextIsRefused() {
    assertEquals(Optional.empty(), CpuTicks.ofStat("cpu0 1 2 3 4 5 6 7 8\n"));
    assertEquals(Optional.empty(), CpuTicks.ofStat("cpu  1 2 3\n"));
    assertEquals(Optional.empty(), CpuTicks.ofStat(""));
  }

  private static Reading share(List<Sample> shares, String mode) {
    return shares.stream()
        .filter(s -> s.series().equals(Metrics.CPU_UTILIZATION.series(Metrics.CPU_MODE, mode)))
        .findFirst()
        .orElseThrow()
        .reading();
  }
}
