package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the agent itself costs, and how much waits in its buffer. */
final class AgentProbe implements Probe {
  private static final Path STATM = Path.of("/proc/self/statm");

  private final long pageBytes;
  private final Supplier<BufferLevel> buffer;

  AgentProbe(long pageBytes, Supplier<BufferLevel> buffer) {
    this.pageBytes = pageBytes;
    this.buffer = buffer;
  }

  @Override
  public String name() {
    return "agent";
  }

  @Override
  public List<Sample> read() throws IOException {
    BufferLevel level = buffer.get();
    return List.of(
        new Sample(Metrics.AGENT_CPU_TIME.series(), cpuTime()),
        new Sample(Metrics.AGENT_MEMORY_USAGE.series(), residentMemory()),
        Sample.of(Metrics.AGENT_BUFFER_BATCHES.series(), (double) level.waiting()),
        Sample.of(Metrics.AGENT_BUFFER_DROPPED.series(), (double) level.dropped()));
  }

  private static Reading cpuTime() {
    Optional<Duration> taken = ProcessHandle.current().info().totalCpuDuration();
    return taken
        .map(time -> Reading.of(time.toMillis() / 1000.0))
        .orElse(Reading.unavailable(Cause.NOT_SUPPORTED));
  }

  private Reading residentMemory() throws IOException {
    try {
      return Reading.ofNonNegative(residentPages(Files.readString(STATM)) * pageBytes);
    } catch (NoSuchFileException e) {
      return Reading.unavailable(Cause.NOT_SUPPORTED);
    }
  }

  /** The second number of {@code /proc/self/statm}. */
  static double residentPages(String statm) {
    return Double.parseDouble(statm.split(" ", -1)[1]);
  }
}
