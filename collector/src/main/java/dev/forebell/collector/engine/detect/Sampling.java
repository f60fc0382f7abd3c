package dev.forebell.collector.engine.detect;

import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a host samples, as its agent says in each batch. Its own file may ask for another
 * interval than the collector does, and its budget for a longer one; held to the collector's, each
 * of its samples would come after a gap, and nothing could ever last.
 */
final class Sampling {
  private static final String METRIC = AgentMetrics.AGENT_SAMPLE_INTERVAL.name();

  // What an agent may be set to, with what its budget may make of it.
  private static final double SHORTEST_SECONDS = 0.1;
  private static final double LONGEST_SECONDS = 3_600;

  private Sampling() {}

  /** Takes over what a batch says. */
  static void follow(Draft draft, SampleBatch batch) {
    told(batch)
        .filter(every -> !every.equals(draft.profile().interval()))
        .ifPresent(every -> draft.sampledEvery(every));
  }

  private static Optional<Duration> told(SampleBatch batch) {
    for (Sample sample : batch.samples()) {
      if (sample.series().metric().equals(METRIC)
          && sample.reading() instanceof Reading.Value(double seconds)
          && seconds >= SHORTEST_SECONDS
          && seconds <= LONGEST_SECONDS) {
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1e3)));
      }
    }
    return Optional.empty();
  }
}
