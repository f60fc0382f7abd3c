package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rule that comes to look at other series: what it had raised would never be good again. */
class OtherSeriesTest {
  private static final String STATE = "system.filesystem.state";

  private static Rule.Threshold rule(String metric, Attributes pinned) {
    Rule.Threshold rule =
        DetectFixture.threshold(Duration.ZERO, above(Severity.WARNING, 0.85, 0.82, 0));
    return new Rule.Threshold(
        rule.id(),
        rule.appliesTo(),
        new Rule.Selector(metric, pinned),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rule.levels(),
        rule.clearFor(),
        rule.runbook(),
        rule.version());
  }

  private static HostInput changed(double second, Rule.Threshold rule) {
    return new HostInput.ProfileChanged(
        at(second), DetectFixture.profile(HostKind.SERVER, List.of(rule)));
  }

  private static DetectFixture raised() {
    return new DetectFixture(rule(DetectFixture.METRIC, Attributes.NONE)).disk(0, 0.9);
  }

  @Test
  void whatIsPinnedInAdditionEndsWhatWasOpen() {
    DetectFixture host = raised();
    host.feed(changed(5, rule(DetectFixture.METRIC, Attributes.of(STATE, "used"))));
    assertEquals(List.of("0 Began LEVEL_CROSSED", "5 Ended RULE_WITHDRAWN"), host.told());
  }

  @Test
  void whatIsNoLongerPinnedEndsWhatWasOpen() {
    DetectFixture host =
        new DetectFixture(
            rule(DetectFixture.METRIC, Attributes.of("system.filesystem.mountpoint", "/")));
    host.disk(0, 0.9).feed(changed(5, rule(DetectFixture.METRIC, Attributes.NONE)));
    host.disk(10, 0.9);
    assertEquals(
        List.of("0 Began LEVEL_CROSSED", "5 Ended RULE_WITHDRAWN", "10 Began LEVEL_CROSSED"),
        host.told());
    assertEquals("", host.events().getFirst().key().subject());
    assertEquals("system.filesystem.mountpoint=/", host.events().getLast().key().subject());
  }

  @Test
  void anotherMetricEndsWhatWasOpen() {
    DetectFixture host = raised();
    host.feed(changed(5, rule("forebell.filesystem.inodes.utilization", Attributes.NONE)));
    assertEquals("5 Ended RULE_WITHDRAWN", host.told().getLast());
  }

  @Test
  void aChangeWhileTheCollectorWasAwayEndsItAtTheStart() {
    DetectFixture host = raised().restart(Optional.of(at(10)));
    host.feed(changed(20, rule(DetectFixture.METRIC, Attributes.of(STATE, "used"))));
    assertEquals(List.of("0 Began LEVEL_CROSSED", "20 Ended RULE_WITHDRAWN"), host.told());
  }

  @Test
  void theSameSeriesGoOnAfterARestart() {
    DetectFixture host = raised().restart(Optional.of(at(10)));
    host.feed(changed(20, rule(DetectFixture.METRIC, Attributes.NONE)));
    assertEquals(List.of("0 Began LEVEL_CROSSED"), host.disk(30, 0.9).told());
  }

  @Test
  void anAbsoluteRuleIsTwoSidedAndTellsTheDistance() {
    Rule.Threshold signed = rule("forebell.clock.offset", Attributes.NONE);
    Rule.Threshold absolute =
        new Rule.Threshold(
            signed.id(),
            signed.appliesTo(),
            signed.selector(),
            false,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(above(Severity.WARNING, 30, 20, 0)),
            signed.clearFor(),
            signed.runbook(),
            signed.version());
    DetectFixture host = new DetectFixture(absolute);
    Sample[] samples = {clock(-31), clock(31), clock(25), clock(-20)};
    for (int i = 0; i < samples.length; i++) {
      host.samples(i * 10, samples[i]);
    }
    assertEquals(
        List.of("0 Began LEVEL_CROSSED", "30 Recovering GOOD_SAMPLE", "30 Ended CLEAR_HELD"),
        host.told());
    String evidence = host.events().getFirst().toString();
    assertEquals(true, evidence.contains("quantity=abs(forebell.clock.offset)"), evidence);
    assertEquals(true, evidence.contains("value=31.0"), evidence);
  }

  private static Sample clock(double seconds) {
    return Sample.of(Metrics.CLOCK_OFFSET.series(), seconds);
  }
}
