package dev.forebell.agent.sampler;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one probe has to say until it is asked again. After a failure the series it had are
 * unavailable, so that nobody takes old numbers for new ones or silence for health.
 *
 * @param samples of its last answer
 * @param took how long that answer took
 * @param errors failures since start
 * @param failure why the last time failed
 */
@Pure
record Standing(List<Sample> samples, Duration took, long errors, Optional<String> failure) {
  /** Before the first question. */
  static final Standing NEW = new Standing(List.of(), Duration.ZERO, 0, Optional.empty());

  Standing after(Answer answer) {
    return switch (answer) {
      case Answer.Read read -> new Standing(read.samples(), read.took(), errors, Optional.empty());
      case Answer.Failed failed ->
          new Standing(
              samples.stream()
                  .map(sample -> Sample.unavailable(sample.series(), failed.cause()))
                  .toList(),
              failed.took(),
              errors + 1,
              Optional.of(failed.why()));
    };
  }

  /** Its samples and what it costs. */
  List<Sample> samplesAndCost(String probe) {
    List<Sample> all = new ArrayList<>(samples);
    all.add(
        Sample.of(
            Metrics.AGENT_PROBE_DURATION.series(Metrics.PROBE_NAME, probe),
            took.toNanos() / 1_000_000_000.0));
    all.add(
        Sample.of(Metrics.AGENT_PROBE_ERRORS.series(Metrics.PROBE_NAME, probe), (double) errors));
    return all;
  }
}
