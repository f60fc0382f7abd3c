package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import oshi.hardware.VirtualMemory;

/** Swap space or page file, and the pages moved. */
final class PagingProbe implements Probe {
  /** Tells what was swapped until now. */
  interface Source {
    List<Sample> read() throws IOException;
  }

  private final Source source;

  PagingProbe(Source source) {
    this.source = source;
  }

  static Source oshi(VirtualMemory memory) {
    return () ->
        samples(
            memory.getSwapTotal(),
            memory.getSwapUsed(),
            memory.getSwapPagesIn(),
            memory.getSwapPagesOut());
  }

  /**
   * From the kernel's two texts, of which OSHI would read every line.
   *
   * @param meminfo {@code /proc/meminfo}
   * @param vmstat {@code /proc/vmstat}
   */
  static Source linux(Path meminfo, Path vmstat) {
    KernelFile space = new KernelFile(meminfo);
    KernelFile pages = new KernelFile(vmstat);
    return () -> ofLinux(new KeyedNumbers(space.text()), new KeyedNumbers(pages.text()));
  }

  static List<Sample> ofLinux(KeyedNumbers meminfo, KeyedNumbers vmstat) {
    long total = meminfo.get("SwapTotal").orElse(0);
    return samples(
        total,
        total - meminfo.get("SwapFree").orElse(total),
        vmstat.get("pswpin").orElse(0),
        vmstat.get("pswpout").orElse(0));
  }

  @Override
  public String name() {
    return "paging";
  }

  @Override
  public List<Sample> read() throws IOException {
    return source.read();
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
            : Reading.ofNonNegative(Rounded.share(bytes, (double) total)));
  }

  private static Sample operations(String direction, long pages) {
    return new Sample(
        Metrics.PAGING_OPERATIONS.series(Metrics.PAGING_DIRECTION, direction),
        Reading.ofNonNegative((double) pages));
  }
}
