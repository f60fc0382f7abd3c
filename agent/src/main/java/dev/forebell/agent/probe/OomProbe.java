package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How many processes the Linux kernel ended for want of memory, since the system started. */
final class OomProbe implements Probe {
  private static final String KILLS = "oom_kill";

  private final Path vmstat;

  /**
   * @param vmstat {@code /proc/vmstat}
   */
  OomProbe(Path vmstat) {
    this.vmstat = vmstat;
  }

  @Override
  public String name() {
    return "oom";
  }

  @Override
  public List<Sample> read() throws IOException {
    return List.of(sample(Files.readAllLines(vmstat)));
  }

  /** Kernels before 4.13 do not count them. */
  static Sample sample(List<String> lines) {
    OptionalLong kills = KeyedNumbers.parse(lines).get(KILLS);
    return new Sample(
        Metrics.MEMORY_OOM_KILLS.series(),
        kills.isPresent()
            ? Reading.ofNonNegative((double) kills.getAsLong())
            : Reading.unavailable(Cause.NOT_SUPPORTED));
  }
}
