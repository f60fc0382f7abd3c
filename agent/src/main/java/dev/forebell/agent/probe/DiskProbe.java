package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the disks did, and how long it took them since the reading before. */
final class DiskProbe implements Probe {
  private final DiskSource disks;
  private Map<String, DiskCounters> before = Map.of();

  DiskProbe(DiskSource disks) {
    this.disks = disks;
  }

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Sample> read() throws IOException {
    Map<String, DiskCounters> now = new LinkedHashMap<>();
    List<Sample> samples = new ArrayList<>();
    for (DiskCounters disk : disks.read()) {
      samples.addAll(disk.samples());
      Optional.ofNullable(before.get(disk.device()))
          .flatMap(disk::latencySince)
          .ifPresent(latency -> samples.add(latencySample(disk, latency)));
      now.put(disk.device(), disk);
    }
    before = now;
    return samples;
  }

  private static Sample latencySample(DiskCounters disk, double latency) {
    return Sample.of(
        Metrics.DISK_LATENCY.series(Metrics.DEVICE, disk.device()), Rounded.toMillionths(latency));
  }
}
