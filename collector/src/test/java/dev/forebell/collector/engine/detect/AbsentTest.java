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
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.RuleId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A series that should be there is missing while its host is heard. */
class AbsentTest {
  private static final String METRIC = "system.filesystem.usage";
  private static final Sample OTHER = Sample.of(SeriesKey.of("system.uptime"), 1);

  private static Rule.Absent rule(int holdSeconds, Attributes... expected) {
    return new Rule.Absent(
        new RuleId("missing"),
        ALL,
        new Rule.Selector(METRIC, Attributes.of("state", "used")),
        List.of(expected),
        Duration.ofSeconds(holdSeconds),
        Severity.WARNING,
        Meaning.DEGRADATION,
        Wake.HOURS,
        Duration.ofSeconds(20),
        "",
        "v1");
  }

  private static Sample of(String mount) {
    return Sample.of(SeriesKey.of(METRIC, "mount", mount, "state", "used"), 5);
  }

  private static DetectFixture host(int holdSeconds) {
    return new DetectFixture(rule(holdSeconds, Attributes.NONE));
  }

  /** Batches every 10 s from one second to the other, both included. */
  private static void batches(DetectFixture host, int from, int to, Sample... samples) {
    IntStream.iterate(from, second -> second <= to, second -> second + 10)
        .forEach(second -> host.samples(second, samples));
  }

  @Test
  void missingForItsTimeWhileTheHostIsHeard() {
    DetectFixture host = host(30);
    batches(host, 0, 20, of("/"), OTHER);
    batches(host, 30, 50, OTHER);
    assertEquals(List.of(), host.told());
    host.samples(60, OTHER);
    assertEquals(List.of("60 Began SERIES_MISSING"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals(at(30), began.since());
    assertEquals(
        new Evidence.Missing(
            SeriesKey.of(METRIC, "state", "used"),
            at(30),
            Optional.of(at(20)),
            Duration.ofSeconds(30)),
        began.finding().evidence());
    batches(host, 70, 200, OTHER);
    assertEquals(1, host.told().size(), "said once");
  }

  @Test
  void oneSampleInBetweenBeginsAnew() {
    DetectFixture host = host(30);
    batches(host, 0, 20, OTHER);
    host.samples(25, of("/"));
    batches(host, 30, 50, OTHER);
    assertEquals(List.of(), host.told());
  }

  @Test
  void aSilentHostMissesNothing() {
    DetectFixture host = host(30);
    host.samples(0, of("/")).heartbeats(1, 300).tick(400);
    assertEquals(List.of(), host.told());
  }

  @Test
  void afterAPauseTheTimeCountsFromWhenTheHostIsHeardAgain() {
    DetectFixture host = host(30);
    batches(host, 0, 20, OTHER);
    batches(host, 300, 320, OTHER);
    assertEquals(List.of(), host.told());
    host.samples(330, OTHER);
    assertEquals(List.of("330 Began SERIES_MISSING"), host.told());
    assertEquals(at(300), ((ConditionEvent.Began) host.events().getFirst()).since());
  }

  @Test
  void afterARestartTheTimeCountsFromWhenTheHostIsHeardAgain() {
    DetectFixture host = host(30);
    batches(host, 0, 20, OTHER);
    host.restart(Optional.of(at(20)));
    batches(host, 30, 50, OTHER);
    assertEquals(List.of(), host.told());
    host.samples(60, OTHER);
    assertEquals(List.of("60 Began SERIES_MISSING"), host.told());
  }

  @Test
  void aValueThatCouldNotBeReadIsMissing() {
    DetectFixture host = host(30);
    Sample unread =
        Sample.unavailable(
            SeriesKey.of(METRIC, "mount", "/", "state", "used"), Reading.Cause.FAILED);
    batches(host, 0, 30, unread);
    assertEquals(List.of("30 Began SERIES_MISSING"), host.told());
  }

  @Test
  void eachExpectedSetIsASubjectOfItsOwn() {
    DetectFixture host =
        new DetectFixture(
            rule(30, Attributes.of("mount", "/data"), Attributes.of("mount", "/home")));
    batches(host, 0, 30, of("/data"));
    assertEquals(
        List.of("mount=/home"),
        host.events().stream().map(event -> event.key().subject()).toList());
  }

  @Test
  void overWhenItIsThereForClearFor() {
    DetectFixture host = host(30);
    batches(host, 0, 30, OTHER);
    batches(host, 40, 50, of("/"));
    batches(host, 60, 80, OTHER);
    assertEquals(
        List.of("30 Began SERIES_MISSING", "40 Recovering SERIES_BACK"),
        host.told(),
        "missing for a moment withdraws nothing");
    host.samples(90, OTHER);
    batches(host, 100, 120, of("/"));
    assertEquals(
        List.of(
            "30 Began SERIES_MISSING",
            "40 Recovering SERIES_BACK",
            "90 Relapsed SERIES_MISSING",
            "100 Recovering SERIES_BACK",
            "120 Ended CLEAR_HELD"),
        host.told());
    assertEquals(at(100), ((ConditionEvent.Ended) host.events().getLast()).restoredAt());
  }

  @Test
  void anOpenConditionOutlivesARestart() {
    DetectFixture host = host(30);
    batches(host, 0, 30, OTHER);
    host.restart(Optional.of(at(30)));
    batches(host, 40, 100, OTHER);
    assertEquals(1, host.told().size());
    batches(host, 110, 130, of("/"));
    assertEquals("130 Ended CLEAR_HELD", host.told().getLast());
  }
}
