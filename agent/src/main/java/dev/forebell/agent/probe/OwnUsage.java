package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the agent itself takes.
 *
 * @param cpuSeconds processor time since its start
 * @param childSeconds that of the programs it started and that have ended
 * @param residentBytes memory that is in use, shared parts in full
 * @param proportionalBytes memory with shared parts divided among those who share
 */
@Pure
public record OwnUsage(
    OptionalDouble cpuSeconds,
    OptionalDouble childSeconds,
    OptionalLong residentBytes,
    OptionalLong proportionalBytes) {
  // The unit of /proc/PID/stat as programs see it; the same on every architecture that runs Java.
  private static final double TICKS_PER_SECOND = 100;

  /** Own and children's processor time; 0 where the system tells nothing. */
  public double allCpuSeconds() {
    return cpuSeconds.orElse(0) + childSeconds.orElse(0);
  }

  /** The proportional memory where it is known, else the resident. */
  public OptionalLong memoryBytes() {
    return proportionalBytes.isPresent() ? proportionalBytes : residentBytes;
  }

  /**
   * Processor times from {@code /proc/self/stat}, whose second field may hold blanks and brackets.
   */
  static OwnUsage ofStat(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new OwnUsage(
        OptionalDouble.of(seconds(fields[11], fields[12])),
        OptionalDouble.of(seconds(fields[13], fields[14])),
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static double seconds(String user, String system) {
    return (Long.parseLong(user) + Long.parseLong(system)) / TICKS_PER_SECOND;
  }

  OwnUsage withMemory(OptionalLong resident, OptionalLong proportional) {
    return new OwnUsage(cpuSeconds, childSeconds, resident, proportional);
  }
}
