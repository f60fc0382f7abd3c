package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.at;
import static dev.forebell.collector.engine.detect.DetectFixture.counted;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final Rule.Level WARNING = above(Severity.WARNING, 0.85, 0.82, 20);
  private static final Rule.Level CRITICAL = above(Severity.CRITICAL, 0.95, 0.92, 0);

  private static DetectFixture warning() {
    return new DetectFixture(threshold(Duration.ofSeconds(20), WARNING));
  }

  private static DetectFixture both() {
    return new DetectFixture(threshold(Duration.ofSeconds(20), WARNING, CRITICAL));
  }

  @Test
  void raisesOnlyOnABadSampleAtOrAfterTheHoldingTime() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.9).tick(30);
    assertEquals(List.of(), host.told());
    host.disk(20.001, 0.9);
    assertEquals(List.of("20 Began LEVEL_HELD"), host.told());
    assertEquals(at(0), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void raisesExactlyAtTheEndOfTheHoldingTime() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.9).disk(20, 0.9);
    assertEquals(List.of("20 Began LEVEL_HELD"), host.told());
  }

  @Test
  void aLevelWithoutHoldingTimeRaisesAtTheFirstBadSample() {
    assertEquals(List.of("0 Began LEVEL_CROSSED"), both().disk(0, 0.96).told());
  }

  @Test
  void theBoundItselfIsNotBad() {
    DetectFixture host = both().disk(0, 0.95);
    assertEquals(List.of(), host.told());
  }

  @Test
  void belowMeansLessThan() {
    Rule.Level low =
        new Rule.Level(
            Severity.WARNING,
            false,
            0.1,
            0.12,
            Duration.ZERO,
            1,
            Optional.empty(),
            CRITICAL.means(),
            CRITICAL.wake());
    DetectFixture host = new DetectFixture(threshold(Duration.ZERO, low));
    host.disk(0, 0.1).disk(10, 0.09).disk(20, 0.11).disk(30, 0.12);
    assertEquals(
        List.of("10 Began LEVEL_CROSSED", "30 Recovering GOOD_SAMPLE", "30 Ended CLEAR_HELD"),
        host.told());
  }

  @Test
  void aGoodSampleEndsAPendingRun() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.8).disk(20, 0.9).disk(30, 0.9);
    assertEquals(List.of(), host.told());
    assertEquals(List.of("40 Began LEVEL_HELD"), host.disk(40, 0.9).told());
  }

  @Test
  void aSampleBetweenLevelAndClearEndsAPendingRun() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.84).disk(20, 0.9).disk(30, 0.9);
    assertEquals(List.of(), host.told());
  }

  @Test
  void aGapOfMoreThanTwoAndAHalfIntervalsRestartsThePendingRun() {
    DetectFixture host = warning().disk(0, 0.9).disk(25.001, 0.9).disk(35, 0.9);
    assertEquals(List.of(), host.told());
    host.disk(45.001, 0.9);
    assertEquals(List.of("45 Began LEVEL_HELD"), host.told());
    assertEquals(at(25.001), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void aGapOfExactlyTwoAndAHalfIntervalsDoesNot() {
    assertEquals(List.of("25 Began LEVEL_HELD"), warning().disk(0, 0.9).disk(25, 0.9).told());
  }

  @Test
  void missingDataNeitherRaisesNorRestarts() {
    DetectFixture host = warning().disk(0, 0.9).noDisk(10);
    assertEquals(List.of(), host.told());
    assertEquals(List.of("20 Began LEVEL_HELD"), host.disk(20, 0.9).told());
  }

  @Test
  void absurdNumbersAreMissingData() {
    DetectFixture host = both().disk(0, -0.5).disk(10, 97).disk(20, Double.NaN);
    assertEquals(List.of(), host.told());
    assertEquals(0, host.saves());
  }

  @Test
  void countNeedsAsManyBadSamplesInARow() {
    DetectFixture host = new DetectFixture(threshold(Duration.ZERO, counted(CRITICAL, 3)));
    host.disk(0, 0.99).disk(10, 0.99).disk(20, 0.5).disk(30, 0.99).disk(40, 0.99);
    assertEquals(List.of(), host.told());
    host.disk(40, 0.99);
    assertEquals(List.of(), host.told(), "the same moment is counted once");
    assertEquals(List.of("50 Began LEVEL_HELD"), host.disk(50, 0.99).told());
  }

  @Test
  void aHigherLevelRaisesTheSeverityOfTheSameCondition() {
    DetectFixture host =
        both().disk(0, 0.9).disk(10, 0.9).disk(20, 0.9).disk(30, 0.96).disk(40, 0.97);
    assertEquals(List.of("20 Began LEVEL_HELD", "30 Changed LEVEL_ROSE"), host.told());
    ConditionEvent.Changed changed = (ConditionEvent.Changed) host.events().getLast();
    assertEquals(Severity.CRITICAL, changed.finding().severity());
  }

  @Test
  void theFirstBadSampleOfAnyLevelIsWhenItBegan() {
    DetectFixture host = both().disk(0, 0.9).disk(10, 0.96);
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.told());
    assertEquals(at(0), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void fallsToTheLowerLevelAtTheHigherOnesClear() {
    DetectFixture host = both().disk(0, 0.96).disk(10, 0.93).disk(20, 0.92).disk(30, 0.92);
    assertEquals(List.of("0 Began LEVEL_CROSSED", "20 Changed LEVEL_FELL"), host.told());
    ConditionEvent.Changed fell = (ConditionEvent.Changed) host.events().getLast();
    assertEquals(Severity.WARNING, fell.finding().severity());
  }

  @Test
  void neverFlapsAroundAThreshold() {
    DetectFixture host = both().disk(0, 0.951);
    for (int second = 10; second < 1000; second += 20) {
      host.disk(second, 0.949).disk(second + 10, 0.951);
    }
    assertEquals(List.of("0 Began LEVEL_CROSSED"), host.told());
  }

  @Test
  void neverFlapsAroundItsClear() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.9).disk(20, 0.9);
    for (int second = 30; second < 1000; second += 20) {
      host.disk(second, 0.819).disk(second + 10, 0.821);
    }
    assertEquals(
        List.of("20 Began LEVEL_HELD", "30 Recovering GOOD_SAMPLE", "50 Ended CLEAR_HELD"),
        host.told());
  }

  @Test
  void recoversAtTheFirstGoodSampleAndEndsWhenItHeld() {
    DetectFixture host = both().disk(0, 0.96).disk(10, 0.82).disk(20, 0.5).tick(60).disk(30, 0.5);
    assertEquals(
        List.of("0 Began LEVEL_CROSSED", "10 Recovering GOOD_SAMPLE", "30 Ended CLEAR_HELD"),
        host.told());
    assertEquals(at(10), ((ConditionEvent.Recovering) host.events().get(1)).restoredAt());
    assertEquals(at(10), ((ConditionEvent.Ended) host.events().get(2)).restoredAt());
  }

  @Test
  void relapsesWhenBadAgainWhileClearing() {
    DetectFixture host =
        both().disk(0, 0.96).disk(10, 0.5).disk(20, 0.97).disk(30, 0.5).disk(40, 0.5);
    host.disk(50, 0.5);
    assertEquals(
        List.of(
            "0 Began LEVEL_CROSSED",
            "10 Recovering GOOD_SAMPLE",
            "20 Relapsed BAD_AGAIN",
            "30 Recovering GOOD_SAMPLE",
            "50 Ended CLEAR_HELD"),
        host.told());
    assertEquals(at(30), ((ConditionEvent.Ended) host.events().getLast()).restoredAt());
  }

  @Test
  void relapsesToTheLevelThatIsBadNow() {
    DetectFixture host = both().disk(0, 0.96).disk(10, 0.5).disk(20, 0.9);
    assertEquals(
        List.of(
            "0 Began LEVEL_CROSSED",
            "10 Recovering GOOD_SAMPLE",
            "20 Relapsed BAD_AGAIN",
            "20 Changed LEVEL_FELL"),
        host.told());
  }

  @Test
  void relapsesStraightToAHigherLevel() {
    DetectFixture host = both().disk(0, 0.9).disk(10, 0.9).disk(20, 0.9);
    host.disk(30, 0.5).disk(40, 0.99);
    assertEquals(
        List.of(
            "20 Began LEVEL_HELD",
            "30 Recovering GOOD_SAMPLE",
            "40 Relapsed BAD_AGAIN",
            "40 Changed LEVEL_ROSE"),
        host.told());
  }

  @Test
  void aGapRestartsTheClearing() {
    DetectFixture host = both().disk(0, 0.96).disk(10, 0.5).disk(40, 0.5).disk(50, 0.5);
    assertEquals(2, host.told().size());
    host.disk(60, 0.5);
    assertEquals("60 Ended CLEAR_HELD", host.told().getLast());
    assertEquals(at(40), ((ConditionEvent.Ended) host.events().getLast()).restoredAt());
  }

  @Test
  void withoutClearingTimeTheFirstGoodSampleEndsIt() {
    DetectFixture host = new DetectFixture(threshold(Duration.ZERO, CRITICAL));
    host.disk(0, 0.96).disk(10, 0.5);
    assertEquals(
        List.of("0 Began LEVEL_CROSSED", "10 Recovering GOOD_SAMPLE", "10 Ended CLEAR_HELD"),
        host.told());
  }

  @Test
  void missingDataNeitherClearsNorRelapses() {
    DetectFixture host = both().disk(0, 0.96).noDisk(10).noDisk(20).tick(4000);
    assertEquals(List.of("0 Began LEVEL_CROSSED"), host.told());
    host.disk(4010, 0.5).noDisk(4020).noDisk(4030);
    assertEquals(2, host.told().size());
  }

  @Test
  void aSeriesThatVanishesStaysRaised() {
    DetectFixture host = both().disk(0, 0.96);
    for (int second = 10; second < 600; second += 10) {
      host.samples(second, Sample.of(DetectFixture.ROOT_OF_DATA, 0.1));
    }
    assertEquals(List.of("0 Began LEVEL_CROSSED"), host.told());
  }

  @Test
  void eachSubjectHasItsOwnCondition() {
    DetectFixture host = both();
    host.samples(
        0, Sample.of(DetectFixture.ROOT, 0.96), Sample.of(DetectFixture.ROOT_OF_DATA, 0.97));
    assertEquals(
        List.of("system.filesystem.mountpoint=/", "system.filesystem.mountpoint=/data"),
        host.events().stream().map(event -> event.key().subject()).toList());
  }

  @Test
  void backfilledAndOlderBatchesFeedNoWatch() {
    DetectFixture host = both().disk(100, 0.5);
    Sample bad = Sample.of(DetectFixture.ROOT, 0.99);
    host.feed(new HostInput.Samples(at(101), host.batch(Lane.BACKFILL, at(101), bad)));
    host.feed(new HostInput.Samples(at(102), host.batch(Lane.LIVE, at(99), bad)));
    assertTrue(host.state.watches().isEmpty());
    assertTrue(
        host.events().stream().allMatch(ConditionEvent.Late.class::isInstance),
        host.told()::toString);
  }

  @Test
  void samplesAreJudgedAtTheirSampleTime() {
    DetectFixture host = warning();
    Sample bad = Sample.of(DetectFixture.ROOT, 0.9);
    for (int second = 0; second <= 20; second += 10) {
      host.feed(new HostInput.Samples(at(50), host.batch(Lane.LIVE, at(second), bad)));
    }
    assertEquals(List.of("50 Began LEVEL_HELD"), host.told());
    assertEquals(at(0), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void aSampleTimeInTheFutureIsTakenForTheTimeOfReceipt() {
    DetectFixture host = both();
    Sample fine = Sample.of(DetectFixture.ROOT, 0.5);
    host.feed(new HostInput.Samples(at(0), host.batch(Lane.LIVE, at(3600), fine)));
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.disk(10, 0.99).told());
  }

  @Test
  void samplesThatConfirmARaisedConditionWriteNothing() {
    DetectFixture host = both().disk(0, 0.96);
    long saves = host.saves();
    for (int second = 10; second < 100; second += 10) {
      host.disk(second, 0.97);
    }
    assertEquals(saves, host.saves());
  }

  @Test
  void goodSamplesAllocateNoNewWatches() {
    DetectFixture host = both().disk(0, 0.5);
    var watches = host.state.watches();
    assertEquals(0, host.disk(10, 0.5).saves());
    assertSame(watches, host.state.watches());
  }

  @Test
  void aPendingRunGoesOnOverARestart() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.9).restart(Optional.of(at(10)));
    assertEquals(List.of("20 Began LEVEL_HELD"), host.disk(20, 0.9).told());
    assertEquals(at(0), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void aRaisedConditionDoesNotBeginAgainAfterARestart() {
    DetectFixture host = both().disk(0, 0.96).restart(Optional.of(at(0)));
    host.disk(10, 0.97).disk(20, 0.5).restart(Optional.of(at(20))).disk(30, 0.5).disk(40, 0.5);
    assertEquals(
        List.of("0 Began LEVEL_CROSSED", "20 Recovering GOOD_SAMPLE", "40 Ended CLEAR_HELD"),
        host.told());
  }

  @Test
  void aRuleThatWentAwayEndsItsConditions() {
    DetectFixture host = both().disk(0, 0.96);
    HostProfile without = DetectFixture.profile(HostKind.SERVER, List.of());
    host.feed(new HostInput.ProfileChanged(at(5), without));
    assertEquals(List.of("0 Began LEVEL_CROSSED", "5 Ended RULE_WITHDRAWN"), host.told());
    assertEquals(0, host.rowsOfRules().size());
  }

  @Test
  void conditionsOfRulesThatStayGoOnWhenTheProfileChanges() {
    DetectFixture host = both().disk(0, 0.96);
    host.feed(new HostInput.ProfileChanged(at(5), host.state.profile())).disk(10, 0.97);
    assertEquals(List.of("0 Began LEVEL_CROSSED"), host.told());
  }

  @Test
  void evidenceNamesSeriesQuantityBoundAndTheSamplesThatCrossed() {
    DetectFixture host = warning().disk(0, 0.9).disk(10, 0.91).disk(20, 0.92);
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    Evidence.Crossed crossed = assertInstanceOf(Evidence.Crossed.class, began.finding().evidence());
    assertEquals(
        new Evidence.Crossed(
            DetectFixture.ROOT,
            DetectFixture.METRIC,
            true,
            0.85,
            List.of(
                new Evidence.Point(at(0), 0.9),
                new Evidence.Point(at(10), 0.91),
                new Evidence.Point(at(20), 0.92)),
            Optional.empty()),
        crossed);
  }

  @Test
  void evidenceKeepsTheFirstAndTheNewestSamples() {
    DetectFixture host =
        new DetectFixture(threshold(Duration.ZERO, above(Severity.WARNING, 0.85, 0.82, 300)));
    for (int second = 0; second <= 300; second += 10) {
      host.disk(second, 0.9);
    }
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    List<Evidence.Point> points = ((Evidence.Crossed) began.finding().evidence()).points();
    assertEquals(Evidence.MAX_SAMPLES, points.size());
    assertEquals(at(0), points.getFirst().at());
    assertEquals(at(120), points.get(1).at());
    assertEquals(at(300), points.getLast().at());
  }

  @Test
  void aPendingRunWhoseSeriesVanishedIsForgotten() {
    DetectFixture host = warning().disk(0, 0.9);
    assertEquals(1, host.rowsOfRules().size());
    host.samples(30, Sample.of(DetectFixture.ROOT_OF_DATA, 0.1));
    assertEquals(0, host.rowsOfRules().size());
  }
}
