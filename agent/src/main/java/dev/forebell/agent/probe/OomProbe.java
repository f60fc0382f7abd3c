package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the Linux kernel counted for want of memory since the system started: processes it ended,
 * and pages it had to fetch from a disk.
 */
final class OomProbe implements Probe {
  private static final String KILLS = "oom_kill";
  private static final String MAJOR_FAULTS = "pgmajfault";

  private final KernelFile vmstat;

  /**
   * @param vmstat {@code /proc/vmstat}
   */
  OomProbe(Path vmstat) {
    this.vmstat = new KernelFile(vmstat);
  }

  @Override
  public String name() {
    return "oom";
  }

  @Override
  public List<Sample> read() throws IOException {
    return samples(new KeyedNumbers(vmstat.text()));
  }

  /** Kernels before 4.13 do not count what they ended. */
  static List<Sample> samples(KeyedNumbers counts) {
    return List.of(
        new Sample(Metrics.MEMORY_OOM_KILLS.series(), reading(counts.get(KILLS))),
        new Sample(
            Metrics.PAGING_FAULTS.series(Metrics.FAULT_TYPE, "major"),
            reading(counts.get(MAJOR_FAULTS))));
  }

  private static Reading reading(OptionalLong count) {
    return count.isPresent()
        ? Reading.ofNonNegative((double) count.getAsLong())
        : Reading.unavailable(Cause.NOT_SUPPORTED);
  }
}
