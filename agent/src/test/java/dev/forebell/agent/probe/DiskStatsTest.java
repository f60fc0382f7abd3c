package dev.forebell.agent.probe;

import static dev.forebell.common.model.Metrics.DEVICE;
import static dev.forebell.common.model.Metrics.DISK_DIRECTION;
import static dev.forebell.common.model.Metrics.DISK_IO;
import static dev.forebell.common.model.Metrics.DISK_IO_TIME;
import static dev.forebell.common.model.Metrics.DISK_OPERATIONS;
import static dev.forebell.common.model.Metrics.DISK_OPERATION_TIME;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.agent.probe.DiskCounters.Times;
import dev.forebell.agent.probe.DiskCounters.Transfers;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskStatsTest {
  private static final String OLD_KERNEL =
      "   8       0 sda 100 5 2048 700 50 3 4096 900 0 1200 1600";
  private static final String NEW_KERNEL =
      " 259       0 nvme0n1 10 0 80 4 20 0 160 8 0 9 12 1 2 3 4 5 6";

  @Test
  void sectorsBecomeBytesAndMillisecondsSeconds() {
    List<Sample> samples = DiskStats.parse(List.of(OLD_KERNEL)).getFirst().samples();
    assertEquals(1_048_576, number(samples, DISK_IO, "read"));
    assertEquals(2_097_152, number(samples, DISK_IO, "write"));
    assertEquals(100, number(samples, DISK_OPERATIONS, "read"));
    assertEquals(50, number(samples, DISK_OPERATIONS, "write"));
    assertEquals(0.7, number(samples, DISK_OPERATION_TIME, "read"));
    assertEquals(0.9, number(samples, DISK_OPERATION_TIME, "write"));
    assertEquals(1.2, Readings.number(samples, DISK_IO_TIME, DEVICE, "sda"));
  }

  @Test
  void linesOfEveryKernelAreRead() {
    assertEquals(
        List.of("sda", "nvme0n1"),
        DiskStats.parse(List.of(OLD_KERNEL, "", NEW_KERNEL, "8 1 sda1 1 2 3")).stream()
            .map(DiskCounters::device)
            .toList());
  }

  @Test
  void latencyIsTheMeanOfTheOperationsInBetween() {
    assertEquals(Optional.of(0.05), disk(30, 3000).latencySince(disk(10, 2000)));
    assertEquals(Optional.of(0.0), disk(10, 2000).latencySince(disk(10, 2000)));
  }

  @Test
  void countersThatStartedAgainGiveNoLatency() {
    assertEquals(Optional.empty(), disk(3, 20).latencySince(disk(10, 2000)));
  }

  private static DiskCounters disk(long operations, long millis) {
    return new DiskCounters(
        "sda",
        new Transfers(operations - 1, 0),
        new Transfers(1, 0),
        0,
        Optional.of(new Times(millis - 5, 5)));
  }

  private static double number(
      List<Sample> samples, dev.forebell.common.model.MetricDescriptor metric, String direction) {
    return Readings.number(samples, metric, DEVICE, "sda", DISK_DIRECTION, direction);
  }
}
