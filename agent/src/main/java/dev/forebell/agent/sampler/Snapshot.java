package dev.forebell.agent.sampler;

import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One complete sample of the host. Probes that are asked seldom repeat their last answer.
 *
 * @param sampledAt by the agent's clock
 * @param probes what each probe cost, in the order of the samples
 */
public record Snapshot(Instant sampledAt, List<Sample> samples, List<ProbeCost> probes) {
  public Snapshot {
    samples = List.copyOf(samples);
    probes = List.copyOf(probes);
  }

  /**
   * How one probe did.
   *
   * @param took by its last answer
   * @param failure why it has no answer
   */
  public record ProbeCost(String probe, int series, Duration took, Optional<String> failure) {}
}
