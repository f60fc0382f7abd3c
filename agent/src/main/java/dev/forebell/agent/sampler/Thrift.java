package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.CostClass;

/** How sparing the agent is with itself, from not at all to as much as it can be. */
public enum Thrift {
  NONE(1, 1, 1),
  SOME(1, 1, 2),
  MUCH(1, 2, 4),
  UTMOST(2, 4, 8);

  private final int low;
  private final int medium;
  private final int high;

  Thrift(int low, int medium, int high) {
    this.low = low;
    this.medium = medium;
    this.high = high;
  }

  /** By how much the intervals of such probes are lengthened; the dearest first and most. */
  public int stretch(CostClass cost) {
    return switch (cost) {
      case LOW -> low;
      case MEDIUM -> medium;
      case HIGH -> high;
    };
  }

  /** By how much samples are taken less often: probes of low cost are asked at every sample. */
  int stretchOfSamples() {
    return low;
  }
}
