package dev.forebell.agent.probe;

import java.util.Locale;

/**
 * How dear one answer of a probe is: who costs more is asked less often when the agent must save.
 */
public enum CostClass {
  /** Reads a few files of the kernel: well under a millisecond. */
  LOW,
  /** Walks through lists that grow with the host, such as all processes. */
  MEDIUM,
  /** Starts a process, shakes hands over the network, or reads what others wrote. */
  HIGH;

  /** As reports and attributes spell it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
