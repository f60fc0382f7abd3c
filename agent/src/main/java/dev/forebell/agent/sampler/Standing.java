package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.Probe;
import dev.forebell.agent.probe.Rounded;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading.Cause;
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
 * @param errors failures since start, time-outs not among them
 * @param timeouts answers that came too late or not at all, since start
 * @param failure why the last time failed
 */
@Pure
record Standing(
    List<Sample> samples, Duration took, long errors, long timeouts, Optional<String> failure) {
  /** Before the first question, of a probe that promises nothing. */
  static final Standing NEW = new Standing(List.of(), Duration.ZERO, 0, 0, Optional.empty());

  /** Before the first question: what the probe promises is shown once it has failed. */
  static Standing before(Probe probe) {
    return new Standing(
        probe.promised().stream()
            .map(series -> Sample.unavailable(series, Cause.TIMED_OUT))
            .toList(),
        Duration.ZERO,
        0,
        0,
        Optional.empty());
  }

  Standing after(Answer answer) {
    return switch (answer) {
      case Answer.Read read ->
          new Standing(read.samples(), read.took(), errors, timeouts, Optional.empty());
      case Answer.Failed failed -> failed(failed, failed.cause() == Cause.TIMED_OUT ? 1 : 0);
    };
  }

  private Standing failed(Answer.Failed failed, int late) {
    return new Standing(
        samples.stream()
            .map(sample -> Sample.unavailable(sample.series(), failed.cause()))
            .toList(),
        failed.took(),
        errors + 1 - late,
        timeouts + late,
        Optional.of(failed.why()));
  }

  /** Its samples and what it costs. */
  List<Sample> samplesAndCost(String probe) {
    List<Sample> all = new ArrayList<>(samples);
    all.add(
        Sample.of(
            AgentMetrics.AGENT_PROBE_DURATION.series(AgentMetrics.PROBE_NAME, probe),
            Rounded.toMillionths(took.toNanos() / 1e9)));
    all.add(
        Sample.of(
            AgentMetrics.AGENT_PROBE_ERRORS.series(AgentMetrics.PROBE_NAME, probe),
            (double) errors));
    all.add(
        Sample.of(
            AgentMetrics.AGENT_PROBE_TIMEOUTS.series(AgentMetrics.PROBE_NAME, probe),
            (double) timeouts));
    return all;
  }
}
