package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import oshi.hardware.GlobalMemory;

/** Physical memory by state. */
final class MemoryProbe implements Probe {
  /** Tells the memory now. */
  interface Source {
    List<Sample> read() throws IOException;
  }

  private final Source source;

  MemoryProbe(Source source) {
    this.source = source;
  }

  /** As every system tells it. */
  static Source oshi(GlobalMemory memory) {
    return () -> MemoryState.of(memory.getTotal(), memory.getAvailable()).samples();
  }

  /**
   * Linux's own account, which knows buffers and cache.
   *
   * @param path {@code /proc/meminfo}
   */
  static Source linux(Path path) {
    KernelFile meminfo = new KernelFile(path);
    return () -> ofLinux(new KeyedNumbers(meminfo.text()));
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Sample> read() throws IOException {
    return source.read();
  }

  /** Kernels before 3.14 do not say what is available. */
  static List<Sample> ofLinux(KeyedNumbers meminfo) {
    long total = meminfo.get("MemTotal").orElse(0);
    long available = meminfo.get("MemAvailable").orElse(meminfo.get("MemFree").orElse(0));
    List<Sample> samples =
        new ArrayList<>(MemoryState.of(total, available).withLinux(meminfo).samples());
    samples.add(
        new Sample(
            Metrics.MEMORY_LINUX_AVAILABLE.series(), Reading.ofNonNegative((double) available)));
    return samples;
  }
}
