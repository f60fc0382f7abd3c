package dev.forebell.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.Metrics;
import org.junit.jupiter.api.Test;

class HumanValueTest {
  @Test
  void gaugesReadInTheUnitsOfPeople() {
    assertEquals("12.3 %", HumanValue.of(Metrics.MEMORY_UTILIZATION, 0.1234));
    assertEquals("512 B", HumanValue.of(Metrics.MEMORY_USAGE, 512));
    assertEquals("1.5 GiB", HumanValue.of(Metrics.MEMORY_USAGE, 1.5 * (1 << 30)));
    assertEquals("4.2 ms", HumanValue.of(Metrics.DISK_LATENCY, 0.0042));
    assertEquals("95.0 s", HumanValue.of(Metrics.UPTIME, 95));
    assertEquals("49 min", HumanValue.of(Metrics.UPTIME, 49 * 60 + 12));
    assertEquals("3 d 4 h 5 min", HumanValue.of(Metrics.UPTIME, ((3 * 24 + 4) * 60 + 5) * 60));
    assertEquals("108", HumanValue.of(Metrics.PROCESS_COUNT, 108));
    assertEquals("0.42", HumanValue.of(Metrics.LOAD_AVERAGE_1M, 0.42));
  }

  @Test
  void countersReadAsRates() {
    assertEquals("1.5 KiB/s", HumanValue.rate(Metrics.DISK_IO, 1536));
    assertEquals("40.0 packet/s", HumanValue.rate(Metrics.NETWORK_PACKET_COUNT, 40));
    assertEquals("0.250 s/s", HumanValue.rate(Metrics.DISK_IO_TIME, 0.25));
  }
}
