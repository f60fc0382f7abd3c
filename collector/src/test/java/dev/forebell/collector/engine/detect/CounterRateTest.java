package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.on;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Evidence.Point;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CounterRateTest {
  private static final Duration GAP = Duration.ofSeconds(25);
  private static final SeriesKey ERRORS =
      SeriesKey.of("system.network.errors", "network.interface.name", "eth0");

  private static Optional<Point> rate(double from, double to, double seconds) {
    return CounterRate.between(new Point(at(0), from), new Point(at(seconds), to), GAP);
  }

  private static DetectFixture host() {
    return new DetectFixture(
        on(
            threshold(Duration.ZERO, above(Severity.WARNING, 10, 9, 0)),
            ERRORS.metric(),
            true,
            Optional.empty()));
  }

  @Test
  void isTheIncreasePerSecond() {
    assertEquals(Optional.of(new Point(at(10), 2.5)), rate(100, 125, 10));
  }

  @Test
  void aCounterThatStandsStillHasTheRateZero() {
    assertEquals(Optional.of(new Point(at(10), 0)), rate(100, 100, 10));
  }

  @Test
  void aResetGivesNoRateForThatStep() {
    assertEquals(Optional.empty(), rate(100, 99, 10));
  }

  @Test
  void aCounterOf32Or64BitsThatBeginsAgainFromZeroWasNotReset() {
    assertEquals(Optional.of(new Point(at(10), 30)), rate(0x1p32 - 100, 200, 10));
    assertEquals(Optional.of(new Point(at(10), 0x1p20)), rate(0x1p64 - 0x1p20 * 10, 0, 10));
  }

  @Test
  void aResetOfACounterThatWasNotNearItsEndIsNoWrap() {
    assertEquals(Optional.empty(), rate(0x1p31, 200, 10));
    assertEquals(Optional.empty(), rate(0x1p32 - 100, 0x1p31, 10));
    assertEquals(Optional.empty(), rate(0x1p33, 200, 10));
  }

  @Test
  void aGapGivesNoRateForThatStep() {
    assertEquals(Optional.empty(), rate(100, 900, 25.001));
    assertEquals(Optional.of(new Point(at(25), 32)), rate(100, 900, 25));
  }

  @Test
  void noTimeBetweenGivesNoRate() {
    assertEquals(Optional.empty(), rate(100, 200, 0));
  }

  @Test
  void aRuleJudgesTheRateAndSaysSo() {
    DetectFixture host = host().samples(0, Sample.of(ERRORS, 1000));
    assertEquals(List.of(), host.told(), "one reading is no rate");
    host.samples(10, Sample.of(ERRORS, 1150));
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    Evidence.Crossed crossed = (Evidence.Crossed) began.finding().evidence();
    assertEquals("rate(system.network.errors)", crossed.quantity());
    assertEquals(List.of(new Point(at(10), 15)), crossed.points());
  }

  @Test
  void aResetNeitherRaisesNorClears() {
    DetectFixture host = host().samples(0, Sample.of(ERRORS, 1000));
    host.samples(10, Sample.of(ERRORS, 1150)).samples(20, Sample.of(ERRORS, 3));
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.told());
    host.samples(30, Sample.of(ERRORS, 4));
    assertEquals("30 Ended CLEAR_HELD", host.told().getLast());
  }

  @Test
  void aRefillGivesTheFirstRateAfterARestartAndNoVerdict() {
    DetectFixture host = host().restart(Optional.of(at(0)));
    for (int second = 0; second <= 10; second += 10) {
      Sample sample = Sample.of(ERRORS, 1000 + 20 * second);
      host.feed(new HostInput.Refill(at(11), host.batch(Lane.LIVE, at(second), sample)));
    }
    assertEquals(List.of(), host.told());
    host.samples(20, Sample.of(ERRORS, 1400));
    assertEquals(List.of("20 Began LEVEL_CROSSED"), host.told());
  }

  @Test
  void aSeriesThatVanishedIsForgotten() {
    DetectFixture host = host().samples(0, Sample.of(ERRORS, 1000));
    SeriesKey other = SeriesKey.of(ERRORS.metric(), "network.interface.name", "eth1");
    host.samples(30, Sample.of(other, 1));
    assertEquals(1, host.state.memory().tracks().size());
  }
}
