package dev.forebell.agent.probe;

import dev.forebell.agent.exec.Program;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Inodes in use. The JDK cannot ask for them and a native binding would cost the agent 7 MiB for
 * good, so one short {@code stat -f} answers for all mounts together, every few minutes.
 */
final class InodeProbe implements Probe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final MountSource mounts;

  InodeProbe(MountSource mounts) {
    this.mounts = mounts;
  }

  @Override
  public String name() {
    return "inodes";
  }

  @Override
  public CostClass cost() {
    return CostClass.HIGH;
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration timeout() {
    return PATIENCE.plusSeconds(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    List<Mount> safe = mounts.mounts().stream().filter(mount -> !mount.mayHang()).toList();
    return safe.isEmpty() ? List.of() : samples(safe, InodeCounts.parse(stat(safe)));
  }

  static List<Sample> samples(List<Mount> mounts, Map<String, InodeCounts> counts) {
    List<Sample> samples = new ArrayList<>();
    for (Mount mount : mounts) {
      Optional<InodeCounts> count = Optional.ofNullable(counts.get(mount.mountpoint()));
      samples.add(
          sample(mount, Metrics.FILESYSTEM_INODES_UTILIZATION, count, InodeCounts::utilization));
      samples.add(sample(mount, Metrics.FILESYSTEM_INODES_FREE, count, InodeCounts::free));
      samples.add(sample(mount, Metrics.FILESYSTEM_INODES_LIMIT, count, InodeCounts::total));
    }
    return samples;
  }

  private static Sample sample(
      Mount mount,
      MetricDescriptor metric,
      Optional<InodeCounts> count,
      ToDoubleFunction<InodeCounts> value) {
    return new Sample(mount.series(metric, Optional.empty()), reading(count, value));
  }

  private static Reading reading(Optional<InodeCounts> count, ToDoubleFunction<InodeCounts> value) {
    if (count.isEmpty()) {
      return Reading.unavailable(Cause.FAILED);
    }
    return count.get().total() == 0
        ? Reading.unavailable(Cause.NOT_SUPPORTED)
        : Reading.ofNonNegative(value.applyAsDouble(count.get()));
  }

  private static List<String> stat(List<Mount> mounts) throws IOException {
    List<String> words = new ArrayList<>(List.of("stat", "-f", "-c", InodeCounts.FORMAT, "--"));
    mounts.forEach(mount -> words.add(mount.mountpoint()));
    return new Program(words, PATIENCE).run().output().lines().toList();
  }
}
