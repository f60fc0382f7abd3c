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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration GAP = Duration.ofSeconds(25);

  private static Rule.Window window(Aggregate aggregate) {
    return new Rule.Window(Duration.ofSeconds(50), aggregate);
  }

  private static DetectFixture average() {
    return new DetectFixture(
        on(
            threshold(Duration.ZERO, above(Severity.WARNING, 0.85, 0.82, 0)),
            DetectFixture.METRIC,
            false,
            Optional.of(window(Aggregate.AVG))));
  }

  private static Optional<Double> aggregate(Aggregate aggregate, double... seconds) {
    List<Point> points = Arrays.stream(seconds).mapToObj(s -> new Point(at(s), s)).toList();
    return Window.aggregate(points, window(aggregate), INTERVAL, GAP).map(Point::value);
  }

  @Test
  void aggregatesAreWhatTheirNamesSay() {
    assertEquals(Optional.of(30.0), aggregate(Aggregate.AVG, 10, 20, 30, 40, 50));
    assertEquals(Optional.of(10.0), aggregate(Aggregate.MIN, 10, 20, 30, 40, 50));
    assertEquals(Optional.of(50.0), aggregate(Aggregate.MAX, 10, 20, 30, 40, 50));
    assertEquals(Optional.of(50.0), aggregate(Aggregate.LAST, 10, 20, 30, 40, 50));
  }

  @Test
  void aWindowCoveredByLessThanFourFifthsSaysNothing() {
    assertEquals(Optional.empty(), aggregate(Aggregate.AVG, 30, 40, 50));
    assertEquals(Optional.of(35.0), aggregate(Aggregate.AVG, 20, 30, 40, 50));
  }

  @Test
  void aGapInsideAWindowIsNotCovered() {
    assertEquals(Optional.empty(), aggregate(Aggregate.AVG, 10, 20, 46, 50));
  }

  @Test
  void pointsAtTheWindowsStartHaveLeftIt() {
    List<Point> points = List.of(new Point(at(0), 1), new Point(at(10), 2));
    assertEquals(
        List.of(new Point(at(10), 2), new Point(at(50), 3)),
        Window.slide(points, new Point(at(50), 3), Duration.ofSeconds(50)));
  }

  @Test
  void aRuleJudgesTheAggregateOnceTheWindowIsCovered() {
    DetectFixture host = average().disk(0, 0.9).disk(10, 0.9).disk(20, 0.9);
    assertEquals(List.of(), host.told());
    host.disk(30, 0.9);
    assertEquals(List.of("30 Began LEVEL_CROSSED"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals(
        "avg_50s(" + DetectFixture.METRIC + ")",
        ((Evidence.Crossed) began.finding().evidence()).quantity());
  }

  @Test
  void oneHighSampleDoesNotRaiseAnAverage() {
    DetectFixture host = average();
    for (int second = 0; second < 50; second += 10) {
      host.disk(second, 0.5);
    }
    assertEquals(List.of(), host.disk(50, 0.99).told());
  }

  @Test
  void whileTheWindowRefillsNothingIsRaisedOrCleared() {
    DetectFixture host = average().disk(0, 0.9).disk(10, 0.9).disk(20, 0.9).disk(30, 0.9);
    host.restart(Optional.of(at(30))).disk(40, 0.1).disk(50, 0.1).disk(60, 0.1);
    assertEquals(List.of("30 Began LEVEL_CROSSED"), host.told());
    assertEquals("70 Ended CLEAR_HELD", host.disk(70, 0.1).told().getLast());
  }

  @Test
  void whatTheAgentSendsAgainRefillsTheWindowAtOnce() {
    DetectFixture host = average().restart(Optional.of(at(30)));
    for (int second = 0; second <= 30; second += 10) {
      Sample sample = Sample.of(DetectFixture.ROOT, 0.9);
      host.feed(new HostInput.Refill(at(31), host.batch(Lane.LIVE, at(second), sample)));
    }
    assertEquals(List.of(), host.told());
    assertEquals(List.of("40 Began LEVEL_CROSSED"), host.disk(40, 0.9).told());
  }
}
