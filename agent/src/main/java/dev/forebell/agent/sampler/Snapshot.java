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
public record Snapshot(
    Instant sampledAt, List<Sample> samples, List<ProbeState> probes, BudgetStanding budget) {
  public Snapshot {
    samples = List.copyOf(samples);
    probes = List.copyOf(probes);
  }

  /**
   * How one probe does.
   *
   * @param cost low, medium or high
   * @param every how often it is asked now, with what the budget adds
   * @param took by its last answer
   * @param errors failures since the agent's start
   * @param timeouts answers that came too late or not at all
   * @param failure why it has no answer
   */
  public record ProbeState(
      String probe,
      String cost,
      Duration every,
      int series,
      Duration took,
      long errors,
      long timeouts,
      Optional<String> failure) {}
}
