package dev.forebell.agent.sampler;

import java.time.Duration;

/**
 * What the agent may take of its host.
 *
 * @param cpuPerHour processor time an hour, that of programs it starts included
 * @param memoryBytes memory
 */
public record Budget(Duration cpuPerHour, long memoryBytes) {
  /** What a host does not notice. */
  public static final Budget DEFAULT = new Budget(Duration.ofSeconds(5), 80L << 20);

  double cpuSecondsPerHour() {
    return cpuPerHour.toNanos() / 1e9;
  }
}
