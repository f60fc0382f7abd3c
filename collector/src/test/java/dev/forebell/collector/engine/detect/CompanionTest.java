package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.above;
import static dev.forebell.collector.engine.detect.DetectFixture.guarded;
import static dev.forebell.collector.engine.detect.DetectFixture.threshold;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The {@code and} of a level: percent and absolute together. */
class CompanionTest {
  private static final String FREE = "system.filesystem.usage";
  private static final double GIB = 1L << 30;
  private static final Rule.Guard UNDER_40_GIB =
      new Rule.Guard(
          new Rule.Selector(FREE, Attributes.of("system.filesystem.state", "free")),
          false,
          40 * GIB);

  private static DetectFixture host(int clearSeconds) {
    Rule.Level level = guarded(above(Severity.WARNING, 0.85, 0.82, 0), UNDER_40_GIB);
    return new DetectFixture(threshold(Duration.ofSeconds(clearSeconds), level));
  }

  private static Sample used(String mount, double share) {
    return Sample.of(
        SeriesKey.of(DetectFixture.METRIC, "system.filesystem.mountpoint", mount), share);
  }

  private static SeriesKey freeSeries(String mount) {
    return SeriesKey.of(
        FREE, "system.filesystem.mountpoint", mount, "system.filesystem.state", "free");
  }

  private static Sample free(String mount, double gib) {
    return Sample.of(freeSeries(mount), gib * GIB);
  }

  @Test
  void bothMustBeCrossed() {
    DetectFixture host = host(0).samples(0, used("/", 0.9), free("/", 50));
    assertEquals(List.of(), host.told());
    host.samples(10, used("/", 0.9), free("/", 30));
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.told());
    ConditionEvent.Began began = (ConditionEvent.Began) host.events().getFirst();
    assertEquals(
        new Evidence.Guard(freeSeries("/"), false, 40 * GIB, 30 * GIB),
        ((Evidence.Crossed) began.finding().evidence()).guard().orElseThrow());
  }

  @Test
  void theOrderWithinABatchDoesNotMatter() {
    assertEquals(
        List.of("0 Began LEVEL_CROSSED"), host(0).samples(0, free("/", 30), used("/", 0.9)).told());
  }

  @Test
  void theCompanionIsThatOfTheSameSubject() {
    DetectFixture host = host(0).samples(0, used("/", 0.9), free("/", 50), free("/data", 1));
    assertEquals(List.of(), host.told());
  }

  @Test
  void theStateThatTheCompanionPinsIsTheOneThatCounts() {
    SeriesKey usedBytes =
        SeriesKey.of(FREE, "system.filesystem.mountpoint", "/", "system.filesystem.state", "used");
    DetectFixture host = host(0).samples(0, used("/", 0.9), Sample.of(usedBytes, 1));
    assertEquals(List.of(), host.told());
  }

  @Test
  void withoutACompanionNothingIsRaisedAndTheMainQuantityClears() {
    DetectFixture host = host(0).samples(0, used("/", 0.9));
    assertEquals(List.of(), host.told());
    host.samples(10, used("/", 0.9), free("/", 30));
    host.samples(
        20, used("/", 0.9), Sample.unavailable(freeSeries("/"), Reading.Cause.NO_PERMISSION));
    assertEquals(List.of("10 Began LEVEL_CROSSED"), host.told());
    host.samples(
        30, used("/", 0.1), Sample.unavailable(freeSeries("/"), Reading.Cause.NO_PERMISSION));
    assertEquals("30 Ended CLEAR_HELD", host.told().getLast());
  }

  @Test
  void aCompanionOfAnEarlierBatchCountsWhileItIsFresh() {
    DetectFixture host = host(0).samples(0, free("/", 30)).samples(25, used("/", 0.9));
    assertEquals(List.of("25 Began LEVEL_CROSSED"), host.told());
    DetectFixture stale = host(0).samples(0, free("/", 30)).samples(25.001, used("/", 0.9));
    assertEquals(List.of(), stale.told());
  }

  @Test
  void clearsOnTheMainQuantity() {
    DetectFixture host = host(0).samples(0, used("/", 0.9), free("/", 30));
    host.samples(10, used("/", 0.82), free("/", 30));
    assertEquals("10 Ended CLEAR_HELD", host.told().getLast());
  }

  @Test
  void clearsWhenTheCompanionIsClearlyOnItsGoodSide() {
    DetectFixture host = host(0).samples(0, used("/", 0.9), free("/", 30));
    host.samples(10, used("/", 0.9), free("/", 42));
    assertEquals("10 Ended CLEAR_HELD", host.told().getLast());
  }

  @Test
  void neverFlapsAroundTheCompanionsBound() {
    DetectFixture host = host(0).samples(0, used("/", 0.9), free("/", 39.9));
    for (int second = 10; second < 200; second += 20) {
      host.samples(second, used("/", 0.9), free("/", 40.1));
      host.samples(second + 10, used("/", 0.9), free("/", 39.9));
    }
    assertEquals(List.of("0 Began LEVEL_CROSSED"), host.told());
  }

  @Test
  void aCompanionThatVanishedIsForgotten() {
    DetectFixture host = host(0).samples(0, free("/old", 30)).samples(30, free("/", 30));
    assertEquals(1, host.state.memory().companions().size());
  }
}
