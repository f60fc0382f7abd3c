package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A rule is different on one host or subject, for a time. */
class OverridingTest {
  private static final Where DATA =
      Where.exactly(Attributes.of("system.filesystem.mountpoint", "/data"));

  private static final Rule.Threshold RULE =
      threshold(
          Duration.ofSeconds(20),
          above(Severity.WARNING, 0.85, 0.82, 0),
          above(Severity.CRITICAL, 0.95, 0.92, 0));

  private static RuleOverride override(
      Where subject, boolean off, double warning, Optional<Integer> untilSecond) {
    TreeMap<Severity, Double> bounds = new TreeMap<>();
    if (!off) {
      bounds.put(Severity.WARNING, warning);
    }
    return new RuleOverride(
        new RuleId("disk-full"),
        subject,
        off,
        bounds,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        untilSecond.map(DetectFixture::at),
        "anna",
        "a backup disk",
        "o1");
  }

  private static HostProfile profile(RuleOverride... overrides) {
    HostProfile plain = DetectFixture.profile(HostKind.SERVER, List.of(RULE));
    return new HostProfile(
        plain.host(),
        plain.customer(),
        plain.site(),
        plain.kind(),
        plain.labels(),
        plain.confirm(),
        plain.heartbeat(),
        plain.interval(),
        ServiceTime.NONE,
        plain.rules(),
        List.of(overrides));
  }

  private static DetectFixture host(RuleOverride... overrides) {
    return new DetectFixture().feed(new HostInput.ProfileChanged(at(0), profile(overrides)));
  }

  @Test
  void itsLevelMovesAndItsClearKeepsTheDistance() {
    DetectFixture host = host(override(Where.ANY, false, 0.9, Optional.empty()));
    host.disk(0, 0.89).disk(10, 0.91).disk(20, 0.88).disk(30, 0.865);
    assertEquals(
        List.of("10 Began LEVEL_CROSSED", "30 Recovering GOOD_SAMPLE"),
        host.told(),
        "0.87 is its clear");
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals("v1+o1", began.finding().ruleVersion());
    assertEquals(0.9, ((Evidence.Crossed) began.finding().evidence()).bound());
  }

  @Test
  void oneForASubjectLeavesTheOthersAlone() {
    DetectFixture host = host(override(DATA, false, 0.9, Optional.empty()));
    host.samples(
        0, Sample.of(DetectFixture.ROOT, 0.86), Sample.of(DetectFixture.ROOT_OF_DATA, 0.86));
    assertEquals(
        List.of("system.filesystem.mountpoint=/"),
        host.events().stream().map(event -> event.key().subject()).toList());
    host.samples(10, Sample.of(DetectFixture.ROOT_OF_DATA, 0.91));
    assertEquals(2, host.told().size());
  }

  @Test
  void theMoreSpecificComesLastAndWins() {
    DetectFixture host =
        host(
            override(Where.ANY, false, 0.88, Optional.empty()),
            override(DATA, false, 0.9, Optional.empty()));
    host.samples(
        0, Sample.of(DetectFixture.ROOT, 0.89), Sample.of(DetectFixture.ROOT_OF_DATA, 0.89));
    assertEquals(
        List.of("system.filesystem.mountpoint=/"),
        host.events().stream().map(event -> event.key().subject()).toList());
  }

  @Test
  void switchedOffNothingIsSaidAndWhatWasOpenEnds() {
    DetectFixture host = host().disk(0, 0.9);
    HostInput off =
        new HostInput.ProfileChanged(
            at(5), profile(override(Where.ANY, true, 0, Optional.empty())));
    host.feed(off).disk(10, 0.99);
    assertEquals(List.of("0 Began LEVEL_CROSSED", "5 Ended RULE_WITHDRAWN"), host.told());
  }

  @Test
  void switchedOffForASubjectOnlyThatOneEnds() {
    DetectFixture host = host();
    host.samples(0, Sample.of(DetectFixture.ROOT, 0.9), Sample.of(DetectFixture.ROOT_OF_DATA, 0.9));
    host.feed(
        new HostInput.ProfileChanged(at(5), profile(override(DATA, true, 0, Optional.empty()))));
    assertEquals("5 Ended RULE_WITHDRAWN", host.told().getLast());
    assertEquals(3, host.told().size());
    assertEquals("system.filesystem.mountpoint=/data", host.events().getLast().key().subject());
  }

  @Test
  void itEndsByItself() {
    DetectFixture host = host(override(Where.ANY, true, 0, Optional.of(100)));
    host.disk(0, 0.9).disk(90, 0.9);
    assertEquals(Optional.of(at(100)), host.wakeAt);
    host.until(100);
    assertEquals(List.of(), host.told());
    assertEquals(List.of("100 Began LEVEL_CROSSED"), host.disk(100, 0.9).told());
    assertEquals(Optional.empty(), host.wakeAt);
  }

  @Test
  void oneThatEndedWhileTheCollectorWasAwayIsGone() {
    DetectFixture host = host(override(Where.ANY, true, 0, Optional.of(100)));
    host.restart(Optional.of(at(50)));
    assertEquals(List.of("200 Began LEVEL_CROSSED"), host.disk(200, 0.9).told());
  }

  @Test
  void aConditionThatIsOpenUnderOneIsToldAnewWhenItEnds() {
    DetectFixture host = host(override(Where.ANY, false, 0.88, Optional.of(100)));
    host.disk(90, 0.9).until(100).disk(100, 0.9);
    assertEquals(List.of("90 Began LEVEL_CROSSED", "100 Changed RULE_CHANGED"), host.told());
    ConditionEvent.Changed changed = (ConditionEvent.Changed) host.events().getLast();
    assertEquals("v1", changed.finding().ruleVersion());
  }

  @Test
  void aChangedRuleReachesAnOpenConditionWithTheNextSample() {
    DetectFixture host = host().disk(0, 0.9);
    host.feed(
        new HostInput.ProfileChanged(
            at(5), profile(override(Where.ANY, false, 0.93, Optional.empty()))));
    host.disk(10, 0.9);
    assertEquals("10 Recovering GOOD_SAMPLE", host.told().getLast(), "it is good by the new level");
  }

  @Test
  void aReloadForgetsNothingOfRulesThatStay() {
    Rule.Threshold windowed =
        DetectFixture.on(
            threshold(Duration.ofSeconds(20), above(Severity.WARNING, 0.85, 0.82, 0)),
            DetectFixture.METRIC,
            false,
            Optional.of(new Rule.Window(Duration.ofSeconds(40), Aggregate.AVG)));
    DetectFixture host = new DetectFixture(windowed);
    host.disk(0, 0.9).disk(10, 0.9).disk(20, 0.9);
    host.feed(
        new HostInput.ProfileChanged(
            at(25), DetectFixture.profile(HostKind.SERVER, List.of(windowed))));
    assertTrue(host.disk(30, 0.9).told().contains("30 Began LEVEL_CROSSED"), host.told()::toString);
  }
}
