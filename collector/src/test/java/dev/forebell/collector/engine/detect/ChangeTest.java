package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.ALL;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Happenings: counted within a time, held for a time, never counted twice. */
class ChangeTest {
  private static final SeriesKey UPTIME = SeriesKey.of("system.uptime");
  private static final SeriesKey KILLS = SeriesKey.of("forebell.kills");

  private static Rule.Occurs occurs(int count, int withinSeconds, Severity severity) {
    return new Rule.Occurs(
        count, Duration.ofSeconds(withinSeconds), severity, Meaning.DEGRADATION, Wake.HOURS);
  }

  private static Rule.Change rule(
      Rule.Of of, SeriesKey series, int holdSeconds, Rule.Occurs... levels) {
    return new Rule.Change(
        new RuleId("happening"),
        ALL,
        of,
        new Rule.Selector(series.metric(), Attributes.NONE),
        of == Rule.Of.STEP ? 30 : 0,
        false,
        List.of(levels),
        Duration.ofSeconds(holdSeconds),
        "",
        "v1");
  }

  private static DetectFixture reboots() {
    return new DetectFixture(
        rule(
            Rule.Of.REBOOT,
            UPTIME,
            0,
            occurs(1, 0, Severity.WARNING),
            occurs(3, 86_400, Severity.CRITICAL)));
  }

  private static DetectFixture kills(int holdSeconds) {
    return new DetectFixture(
        rule(
            Rule.Of.INCREASE,
            KILLS,
            holdSeconds,
            occurs(1, 0, Severity.WARNING),
            occurs(3, 3600, Severity.CRITICAL)));
  }

  private static DetectFixture up(DetectFixture host, int second, double uptime) {
    return host.samples(second, Sample.of(UPTIME, uptime));
  }

  private static DetectFixture killed(DetectFixture host, int second, double count) {
    return host.samples(second, Sample.of(KILLS, count));
  }

  private static Evidence.Happened happened(DetectFixture host) {
    ConditionEvent.Began began =
        (ConditionEvent.Began)
            host.events().stream()
                .filter(ConditionEvent.Began.class::isInstance)
                .reduce((one, other) -> other)
                .orElseThrow();
    return (Evidence.Happened) began.finding().evidence();
  }

  @Test
  void aRebootIsAnEventThatIsOverAtOnce() {
    DetectFixture host = up(up(up(reboots(), 0, 5000), 10, 5010), 100, 30);
    assertEquals(
        List.of("100 Began HAPPENED", "100 Recovering HOLD_OVER", "100 Ended HOLD_OVER"),
        host.told());
    assertEquals(
        new Evidence.Happened(
            Evidence.Happening.REBOOT,
            Optional.of(UPTIME),
            "5010",
            "30",
            List.of(at(100)),
            1,
            Duration.ZERO),
        happened(host));
  }

  @Test
  void anAnnouncedRebootIsNone() {
    DetectFixture host = up(reboots(), 0, 5000);
    host.feed(new HostInput.Bye(at(10), ByeReason.REBOOT, Optional.empty()));
    up(up(host, 100, 30), 110, 40);
    assertEquals(List.of(), host.told());
    up(host, 200, 20);
    assertEquals("200 Began HAPPENED", host.told().getFirst(), "the next one is unannounced again");
  }

  @Test
  void aStoppedAgentAnnouncesNoReboot() {
    DetectFixture host = up(reboots(), 0, 5000);
    host.feed(new HostInput.Bye(at(10), ByeReason.STOP, Optional.empty()));
    assertEquals("100 Began HAPPENED", up(host, 100, 30).told().getFirst());
  }

  @Test
  void anUpgradedAgentThatComesBackWithoutARebootHasUsedUpItsGoodbye() {
    DetectFixture host = up(reboots(), 0, 5000);
    host.feed(new HostInput.Bye(at(10), ByeReason.UPGRADE, Optional.empty()));
    up(up(host, 30, 5030), 100, 30);
    assertEquals("100 Began HAPPENED", host.told().getFirst());
  }

  @Test
  void bootIdAndUptimeTellOfOneReboot() {
    DetectFixture host = reboots();
    host.feed(new HostInput.Connected(at(0), "a"));
    up(host, 10, 5000);
    host.feed(new HostInput.Connected(at(100), "b"));
    assertEquals(3, host.told().size());
    up(up(host, 105, 5090), 110, 40);
    assertEquals(3, host.told().size(), "not even when an old batch came in between");
    assertEquals(Optional.empty(), happened(host).series());
  }

  @Test
  void theThirdRebootOfADayWeighsMore() {
    DetectFixture host = up(reboots(), 0, 5000);
    up(up(up(host, 1000, 30), 2000, 30), 3000, 30);
    ConditionEvent.Began last = (ConditionEvent.Began) host.events().get(host.events().size() - 3);
    assertEquals(Severity.CRITICAL, last.finding().severity());
    assertEquals(List.of(at(1000), at(2000), at(3000)), happened(host).times());
    up(host, 3000 + 86_400, 30);
    assertEquals(Severity.WARNING, lastSeverity(host), "the day is over");
  }

  private static Severity lastSeverity(DetectFixture host) {
    ConditionEvent.Began last = (ConditionEvent.Began) host.events().get(host.events().size() - 3);
    return last.finding().severity();
  }

  @Test
  void aRebootWhileTheCollectorWasAwayIsCountedOnce() {
    DetectFixture host = reboots();
    host.feed(new HostInput.Connected(at(0), "a"));
    up(host, 10, 5000);
    host.restart(Optional.of(at(10)));
    host.feed(new HostInput.Connected(at(500), "b"));
    host.restart(Optional.of(at(500)));
    host.feed(new HostInput.Connected(at(600), "b"));
    up(host, 610, 600);
    assertEquals(3, host.told().size());
  }

  @Test
  void aBootThatWasOverComesFromASecondMachine() {
    DetectFixture host =
        new DetectFixture(rule(Rule.Of.IDENTITY, UPTIME, 60, occurs(1, 0, Severity.WARNING)));
    host.feed(new HostInput.Connected(at(0), "a")).feed(new HostInput.Connected(at(10), "a"));
    host.feed(new HostInput.Connected(at(20), "b"));
    assertEquals(List.of(), host.told());
    host.feed(new HostInput.Connected(at(30), "a"));
    assertEquals(List.of("30 Began HAPPENED"), host.told());
    host.until(90);
    assertEquals("90 Ended HOLD_OVER", host.told().getLast());
  }

  @Test
  void aBootIdMadeOfTheBootsTimeMayDifferALittle() {
    DetectFixture host = reboots();
    host.feed(new HostInput.Connected(at(0), "boot-1700000000"));
    host.feed(new HostInput.Connected(at(10), "boot-1700000001"));
    assertEquals(List.of(), host.told());
    host.feed(new HostInput.Connected(at(20), "boot-1700000060"));
    assertEquals("20 Began HAPPENED", host.told().getFirst());
  }

  @Test
  void aComebackOfTheSecondMachineIsNoReboot() {
    DetectFixture host = reboots();
    for (int i = 0; i < 4; i++) {
      host.feed(new HostInput.Connected(at(i * 10), i % 2 == 0 ? "a" : "b"));
    }
    assertEquals(3, host.told().size(), "only the first change could be one");
  }

  @Test
  void increasesCountByTheirAmountAndAreHeld() {
    DetectFixture host = killed(killed(kills(600), 0, 7), 10, 8);
    assertEquals(List.of("10 Began HAPPENED"), host.told());
    killed(host, 20, 10);
    assertEquals("20 Changed LEVEL_ROSE", host.told().getLast());
    host.until(619);
    assertEquals(2, host.told().size());
    host.until(620);
    assertEquals(
        List.of("620 Recovering HOLD_OVER", "620 Ended HOLD_OVER"), host.told().subList(2, 4));
    assertEquals(at(620), ((ConditionEvent.Ended) host.events().getLast()).restoredAt());
  }

  @Test
  void theFirstValueAndAResetCounterSayNothing() {
    DetectFixture host = killed(killed(kills(0), 0, 7), 10, 2);
    assertEquals(List.of(), host.told());
    assertEquals("20 Began HAPPENED", killed(host, 20, 3).told().getFirst());
  }

  @Test
  void unavailableAndOlderValuesSayNothing() {
    DetectFixture host = killed(kills(0), 10, 7);
    host.samples(20, Sample.unavailable(KILLS, Reading.Cause.FAILED));
    host.feed(new HostInput.Samples(at(25), host.batch(Lane.LIVE, at(5), Sample.of(KILLS, 9))));
    assertEquals(List.of(), killed(host, 30, 7).told());
  }

  @Test
  void whatIsHeldAndCountedOutlivesARestart() {
    DetectFixture host = killed(killed(kills(600), 0, 7), 10, 9);
    host.restart(Optional.of(at(10)));
    killed(host, 20, 9);
    assertEquals(1, host.told().size());
    killed(host, 30, 10);
    assertEquals("30 Changed LEVEL_ROSE", host.told().getLast());
  }

  @Test
  void aValueThatBecomesAnother() {
    DetectFixture host =
        new DetectFixture(rule(Rule.Of.VALUE, KILLS, 0, occurs(1, 0, Severity.WARNING)));
    killed(killed(killed(host, 0, 1), 10, 1), 20, 0);
    assertEquals("20 Began HAPPENED", host.told().getFirst());
    assertEquals(3, host.told().size());
  }

  @Test
  void aStepIsMeasuredFromOneSampleToTheNext() {
    DetectFixture host =
        new DetectFixture(rule(Rule.Of.STEP, KILLS, 0, occurs(1, 0, Severity.WARNING)));
    killed(killed(killed(host, 0, 0), 10, 30), 20, 60);
    assertEquals(List.of(), host.told());
    assertEquals("30 Began HAPPENED", killed(host, 30, 91).told().getFirst());
  }

  @Test
  void quietSamplesWriteNoRows() {
    DetectFixture host = killed(kills(0), 0, 7);
    long before = host.saves();
    killed(killed(host, 10, 7), 20, 7);
    assertEquals(before, host.saves());
    DetectFixture other = up(reboots(), 0, 100);
    long saved = other.saves();
    up(up(other, 10, 110), 20, 120);
    assertEquals(saved, other.saves());
  }
}
