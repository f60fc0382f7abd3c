package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.MEMORY_LIMIT;
import static dev.forebell.common.model.Metrics.MEMORY_STATE;
import static dev.forebell.common.model.Metrics.MEMORY_USAGE;
import static dev.forebell.common.model.Metrics.MEMORY_UTILIZATION;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryStateTest {
  private static final String MEMINFO =
      """
      MemTotal:       16000 kB
      MemFree:         1000 kB
      MemAvailable:    4000 kB
      Buffers:          200 kB
      Cached:          2500 kB
      HugePages_Total:       3
      DirectMap4k:      96128 kB
      not a line of numbers
      """;

  @Test
  void usedIsWhatIsNotAvailable() {
    List<Sample> samples = MemoryState.of(16_000, 4_000).samples();
    assertEquals(16_000, Readings.number(samples, MEMORY_LIMIT));
    assertEquals(12_000, Readings.number(samples, MEMORY_USAGE, MEMORY_STATE, "used"));
    assertEquals(0.75, Readings.number(samples, MEMORY_UTILIZATION, MEMORY_STATE, "used"));
    assertEquals(4_000, Readings.number(samples, MEMORY_USAGE, MEMORY_STATE, "free"));
  }

  @Test
  void linuxTellsFreeBuffersAndCacheApart() {
    MemoryState plain = MemoryState.of(16_000L << 10, 4_000L << 10);
    List<Sample> samples = plain.withLinux(new KeyedNumbers(MEMINFO)).samples();
    assertEquals(12_000 << 10, Readings.number(samples, MEMORY_USAGE, MEMORY_STATE, "used"));
    assertEquals(1_000 << 10, Readings.number(samples, MEMORY_USAGE, MEMORY_STATE, "free"));
    assertEquals(200 << 10, Readings.number(samples, MEMORY_USAGE, MEMORY_STATE, "buffers"));
    assertEquals(2_500 << 10, Readings.number(samples, MEMORY_USAGE, MEMORY_STATE, "cached"));
  }

  @Test
  void onlyKilobytesAreScaled() {
    KeyedNumbers numbers = new KeyedNumbers(MEMINFO);
    assertEquals(OptionalLong.of(3), numbers.get("HugePages_Total"));
    assertEquals(OptionalLong.of(96_128L << 10), numbers.get("DirectMap4k"));
    assertEquals(OptionalLong.empty(), numbers.get("not"));
    assertEquals(OptionalLong.empty(), numbers.get("Mem"));
    assertEquals(OptionalLong.empty(), numbers.get("emTotal"));
  }

  @Test
  void anUnknownTotalIsNoUtilisation() {
    assertEquals(
        Reading.unavailable(Cause.IMPLAUSIBLE),
        Readings.of(MemoryState.of(0, 0).samples(), MEMORY_UTILIZATION, MEMORY_STATE, "used"));
  }
}
