package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One series divided by another: network errors as a share of packets, load per processor. */
class QuotientTest {
  private static final String ERRORS = "system.network.errors";
  private static final String PACKETS = "system.network.packet.count";

  private static Rule.Threshold rule(boolean rate, Rule.Level... levels) {
    return new Rule.Threshold(
        new RuleId("network-errors"),
        DetectFixture.ALL,
        new Rule.Selector(ERRORS, Attributes.NONE),
        rate,
        false,
        Optional.of(new Rule.Selector(PACKETS, Attributes.NONE)),
        Optional.empty(),
        Optional.empty(),
        List.of(levels),
        Duration.ZERO,
        "",
        "v1");
  }

  /** More than 0.1 % and more than 10 a second. */
  private static DetectFixture shares() {
    Rule.Quantity errors = new Rule.Quantity(new Rule.Selector(ERRORS, Attributes.NONE), true);
    Rule.Level level =
        DetectFixture.guarded(
            above(Severity.WARNING, 0.001, 0.0008, 0), new Rule.Guard(errors, true, 10));
    return new DetectFixture(rule(true, level));
  }

  private static DetectFixture counted(
      DetectFixture host, int second, String nic, double errors, double packets) {
    return host.samples(
        second,
        Sample.of(SeriesKey.of(ERRORS, "nic", nic), errors),
        Sample.of(SeriesKey.of(PACKETS, "nic", nic), packets));
  }

  @Test
  void shareAndNumberMustBothBeHigh() {
    DetectFixture host = counted(shares(), 0, "a", 0, 0);
    counted(host, 10, "a", 90, 1000);
    assertEquals(List.of(), host.told(), "9 %, but only 9 a second");
    counted(host, 20, "a", 290, 1_000_000);
    assertEquals(List.of(), host.told(), "20 a second, but of 99,900");
    counted(host, 30, "a", 490, 1_010_000);
    assertEquals(List.of("30 Began LEVEL_CROSSED"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    Evidence.Crossed crossed = (Evidence.Crossed) began.finding().evidence();
    assertEquals("rate(" + ERRORS + ") / rate(" + PACKETS + ")", crossed.quantity());
    assertEquals(0.02, crossed.points().getLast().value(), 1e-12);
    assertEquals(20, crossed.guard().orElseThrow().value());
  }

  @Test
  void itIsDividedByTheSameSubject() {
    DetectFixture host = counted(counted(shares(), 0, "a", 0, 0), 0, "b", 0, 0);
    host.samples(
        10,
        Sample.of(SeriesKey.of(ERRORS, "nic", "a"), 1000),
        Sample.of(SeriesKey.of(PACKETS, "nic", "a"), 100_000_000),
        Sample.of(SeriesKey.of(ERRORS, "nic", "b"), 0),
        Sample.of(SeriesKey.of(PACKETS, "nic", "b"), 10));
    assertEquals(List.of(), host.told());
  }

  @Test
  void nothingOutOfNothingIsGoodAndSomethingOutOfNothingSaysNothing() {
    DetectFixture host = counted(counted(shares(), 0, "a", 0, 0), 10, "a", 500, 1000);
    assertEquals(1, host.told().size());
    counted(host, 20, "a", 1000, 1000);
    assertEquals(1, host.told().size(), "errors without packets");
    counted(host, 30, "a", 1000, 1000);
    assertEquals("30 Ended CLEAR_HELD", host.told().getLast());
  }

  @Test
  void valuesAreDividedAsTheyAre() {
    DetectFixture host = new DetectFixture(rule(false, above(Severity.WARNING, 2, 1.6, 0)));
    counted(host, 0, "a", 7, 4);
    assertEquals(List.of(), host.told());
    counted(host, 10, "a", 9, 4);
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.told());
    host.samples(20, Sample.of(SeriesKey.of(ERRORS, "nic", "a"), 1));
    assertEquals("20 Ended CLEAR_HELD", host.told().getLast(), "the divisor is fresh enough");
    host.samples(60, Sample.of(SeriesKey.of(ERRORS, "nic", "a"), 99));
    assertEquals("20 Ended CLEAR_HELD", host.told().getLast(), "now it is not");
  }
}
