package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/** Processor time by mode, and utilisation from the reading before to this one. */
final class CpuProbe implements Probe {
  /** Reads the times now. */
  interface Source {
    CpuTicks ticks() throws IOException;
  }

  private final Source source;
  private final int processors;
  private Optional<CpuTicks> before;

  CpuProbe(Source source, int processors) {
    this.source = source;
    this.processors = processors;
    this.before = first(source);
  }

  // What cannot be read now is complained of when it is asked for.
  private static Optional<CpuTicks> first(Source source) {
    try {
      return Optional.of(source.ticks());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The first line of the kernel's account; OSHI would read all of it.
   *
   * @param path {@code /proc/stat}
   */
  static Source linux(Path path) {
    KernelFile stat = new KernelFile(path);
    return () ->
        CpuTicks.ofStat(stat.text())
            .orElseThrow(
                () -> new IOException(path + " does not begin with 'cpu' and eight numbers"));
  }

  static Source oshi(CentralProcessor processor) {
    return () -> ofOshi(processor.getSystemCpuLoadTicks());
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public List<Sample> read() throws IOException {
    CpuTicks now = source.ticks();
    List<Sample> samples = new ArrayList<>();
    before.ifPresent(earlier -> samples.addAll(now.sharesSince(earlier)));
    samples.addAll(now.times());
    samples.add(Sample.of(Metrics.CPU_LOGICAL_COUNT.series(), processors));
    before = Optional.of(now);
    return samples;
  }

  private static CpuTicks ofOshi(long[] ticks) {
    return new CpuTicks(
        ticks[TickType.USER.getIndex()],
        ticks[TickType.SYSTEM.getIndex()],
        ticks[TickType.NICE.getIndex()],
        ticks[TickType.IDLE.getIndex()],
        ticks[TickType.IOWAIT.getIndex()],
        ticks[TickType.IRQ.getIndex()] + ticks[TickType.SOFTIRQ.getIndex()],
        ticks[TickType.STEAL.getIndex()]);
  }
}
