package dev.forebell.agent.sampler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Sample UPTIME = Sample.of(Metrics.UPTIME.series(), 5);
  private static final Answer GOOD = new Answer.Read(List.of(UPTIME), Duration.ofMillis(3));
  private static final Answer BAD =
      new Answer.Failed(Cause.TIMED_OUT, "no answer", Duration.ofSeconds(2));

  @Test
  void afterAFailureItsSeriesAreUnavailableNotOldAndNotGone() {
    Standing failed = Standing.NEW.after(GOOD).after(BAD).after(BAD);
    assertEquals(List.of(Sample.unavailable(UPTIME.series(), Cause.TIMED_OUT)), failed.samples());
    assertEquals(0, failed.errors());
    assertEquals(2, failed.timeouts());
    assertEquals(Optional.of("no answer"), failed.failure());
  }

  @Test
  void anAnswerEndsTheFailureButNotTheCount() {
    Standing back = Standing.NEW.after(BAD).after(GOOD);
    assertEquals(List.of(UPTIME), back.samples());
    assertEquals(Optional.empty(), back.failure());
    assertEquals(1, back.timeouts());
  }

  @Test
  void itsCostIsReportedBesideItsSamples() {
    assertEquals(
        List.of(
            UPTIME,
            new Sample(
                AgentMetrics.AGENT_PROBE_DURATION.series(AgentMetrics.PROBE_NAME, "uptime"),
                Reading.of(0.003)),
            new Sample(
                AgentMetrics.AGENT_PROBE_ERRORS.series(AgentMetrics.PROBE_NAME, "uptime"),
                Reading.of(0)),
            new Sample(
                AgentMetrics.AGENT_PROBE_TIMEOUTS.series(AgentMetrics.PROBE_NAME, "uptime"),
                Reading.of(0))),
        Standing.NEW.after(GOOD).samplesAndCost("uptime"));
  }
}
