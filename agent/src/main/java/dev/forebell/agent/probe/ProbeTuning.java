package dev.forebell.agent.probe;

import java.time.Duration;
import java.util.Optional;

/**
 * What the agent's file says of one probe.
 *
 * @param enabled false: it is not asked at all
 * @param interval how often to ask; empty: as the probe has it
 * @param timeout after which an answer counts as lost; empty: as the probe has it
 */
public record ProbeTuning(
    boolean enabled, Optional<Duration> interval, Optional<Duration> timeout) {
  /** As the probe has it. */
  public static final ProbeTuning NONE = new ProbeTuning(true, Optional.empty(), Optional.empty());
}
