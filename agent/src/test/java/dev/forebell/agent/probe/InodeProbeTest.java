package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class InodeProbeTest {
  private static final List<Mount> MOUNTS =
      List.of(
          new Mount("/dev/sda1", "/", "ext4"),
          new Mount("/dev/sdb1", "/with blank", "ext4"),
          new Mount("/dev/sdc1", "/btrfs", "btrfs"),
          new Mount("/dev/sdd1", "/gone", "ext4"));

  @Test
  void inodesInUseAreAShareAndWhatHasNoneSaysSo() {
    List<Sample> samples =
        InodeProbe.samples(
            MOUNTS,
            InodeCounts.parse(
                List.of("1000 250 /", "80 80 /with blank", "0 0 /btrfs", "stat: cannot read")));
    assertEquals(
        List.of(
            Reading.of(0.75),
            Reading.of(0),
            Reading.unavailable(Cause.NOT_SUPPORTED),
            Reading.unavailable(Cause.FAILED)),
        readings(samples, Metrics.FILESYSTEM_INODES_UTILIZATION));
    assertEquals(
        List.of(
            Reading.of(250),
            Reading.of(80),
            Reading.unavailable(Cause.NOT_SUPPORTED),
            Reading.unavailable(Cause.FAILED)),
        readings(samples, Metrics.FILESYSTEM_INODES_FREE));
    assertEquals(Reading.of(1000), readings(samples, Metrics.FILESYSTEM_INODES_LIMIT).getFirst());
  }

  private static List<Reading> readings(List<Sample> samples, MetricDescriptor metric) {
    return samples.stream()
        .filter(sample -> sample.series().metric().equals(metric.name()))
        .map(Sample::reading)
        .toList();
  }
}
