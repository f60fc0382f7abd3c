package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oshi.hardware.GlobalMemory;

/** Physical memory by state. */
final class MemoryProbe implements Probe {
  private final GlobalMemory memory;
  private final Optional<Path> meminfo;

  /**
   * @param meminfo Linux's own account, which knows buffers and cache
   */
  MemoryProbe(GlobalMemory memory, Optional<Path> meminfo) {
    this.memory = memory;
    this.meminfo = meminfo;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Sample> read() throws IOException {
    long available = memory.getAvailable();
    MemoryState state = MemoryState.of(memory.getTotal(), available);
    if (meminfo.isEmpty()) {
      return state.samples();
    }
    KeyedNumbers details = KeyedNumbers.parse(Files.readAllLines(meminfo.get()));
    List<Sample> samples = new ArrayList<>(state.withLinux(details).samples());
    samples.add(
        new Sample(
            Metrics.MEMORY_LINUX_AVAILABLE.series(), Reading.ofNonNegative((double) available)));
    return samples;
  }
}
