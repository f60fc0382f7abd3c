package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.ROOT;
import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fixture's collector asks for a sample each 10 s. */
class SamplingTest {
  private final DetectFixture host =
      new DetectFixture(threshold(Duration.ofSeconds(20), above(Severity.WARNING, 0.85, 0.82, 60)));

  @Test
  void whoSaysThatItSamplesEachMinuteIsHeldToThat() {
    disk(0, 60, 0.9);
    disk(60, 60, 0.9);
    assertEquals(List.of("60 Began LEVEL_HELD"), host.told());
    disk(120, 60, 0.5);
    disk(180, 60, 0.5);
    assertEquals(
        List.of("60 Began LEVEL_HELD", "120 Recovering GOOD_SAMPLE", "180 Ended CLEAR_HELD"),
        host.told());
  }

  @Test
  void whoSaysNothingIsHeldToWhatTheCollectorAsks() {
    for (int second = 0; second <= 240; second += 60) {
      host.disk(second, 0.9);
    }
    assertEquals(List.of(), host.told());
  }

  @Test
  void twoAndAHalfOfItsOwnIntervalsAreAGap() {
    disk(0, 30, 0.9);
    disk(75.001, 30, 0.9);
    assertEquals(List.of(), host.told());
    disk(150, 30, 0.9);
    assertEquals(List.of("150 Began LEVEL_HELD"), host.told());
  }

  @Test
  void anAgentBackToItsUsualPaceIsHeldToThatAgain() {
    disk(0, 60, 0.9);
    disk(10, 10, 0.9);
    disk(50, 10, 0.9);
    disk(100, 10, 0.9);
    assertEquals(List.of(), host.told(), "each was after a gap");
  }

  @Test
  void nonsenseIsNoPace() {
    for (double seconds : List.of(0.0, -60.0, 1e9)) {
      disk(0, seconds, 0.5);
      assertEquals(Duration.ofSeconds(10), host.state.profile().interval());
    }
  }

  @Test
  void aChangeOfRulesKeepsNothingFromTheNextSample() {
    disk(0, 60, 0.9);
    host.feed(
        new HostInput.ProfileChanged(
            DetectFixture.at(1),
            DetectFixture.profile(HostKind.SERVER, host.state.profile().rules())));
    disk(60, 60, 0.9);
    assertEquals(List.of("60 Began LEVEL_HELD"), host.told());
  }

  private void disk(double second, double pace, double value) {
    host.samples(
        second,
        Sample.of(ROOT, value),
        Sample.of(AgentMetrics.AGENT_SAMPLE_INTERVAL.series(), pace));
  }
}
