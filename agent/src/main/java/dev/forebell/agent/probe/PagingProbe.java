package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.util.List;
import oshi.hardware.VirtualMemory;

/** Swap space or page file, and the pages moved. */
final class PagingProbe implements Probe {
  private final VirtualMemory memory;

  PagingProbe(VirtualMemory memory) {
    this.memory = memory;
  }

  @Override
  public String name() {
    return "paging";
  }

  @Override
  public List<Sample> read() {
    return samples(
        memory.getSwapTotal(),
        memory.getSwapUsed(),
        memory.getSwapPagesIn(),
        memory.getSwapPagesOut());
  }

  /** A host without swap has a usage of zero but no utilisation. */
  static List<Sample> samples(long total, long used, long pagesIn, long pagesOut) {
    return List.of(
        usage("used", used),
        usage("free", total - used),
        utilization("used", (double) used, total),
        utilization("free", (double) (total - used), total),
        operations("in", pagesIn),
        operations("out", pagesOut));
  }

  private static Sample usage(String state, long bytes) {
    return new Sample(
        Metrics.PAGING_USAGE.series(Metrics.PAGING_STATE, state),
        Reading.ofNonNegative((double) bytes));
  }

  private static Sample utilization(String state, double bytes, long total) {
    return new Sample(
        Metrics.PAGING_UTILIZATION.series(Metrics.PAGING_STATE, state),
        total == 0
            ? Reading.unavailable(Cause.NOT_SUPPORTED)
            : Reading.ofNonNegative(bytes / total));
  }

  private static Sample operations(String direction, long pages) {
    return new Sample(
        Metrics.PAGING_OPERATIONS.series(Metrics.PAGING_DIRECTION, direction),
        Reading.ofNonNegative((double) pages));
  }
}
