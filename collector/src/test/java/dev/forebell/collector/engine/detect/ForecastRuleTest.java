package dev.forebell.collector.engine.detect;

import static dev.forebell.collector.engine.detect.DetectFixture.ALL;
import static dev.forebell.collector.engine.detect.DetectFixture.METRIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.RuleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ForecastRuleTest {
  private static final double HOUR = 3600;

  private final DetectFixture host = new DetectFixture(rule(Optional.empty()));

  private static Rule.Forecast rule(Optional<Rule.Guard> guard) {
    return new Rule.Forecast(
        new RuleId("disk-forecast"),
        ALL,
        new Rule.Selector(METRIC, Attributes.NONE),
        true,
        1,
        Duration.ofHours(24),
        List.of(
            level(Severity.WARNING, new ForecastLevel.Within.Elapsed(Duration.ofDays(3)), guard),
            level(
                Severity.CRITICAL,
                new ForecastLevel.Within.AfterOpening(Duration.ofHours(4)),
                guard)),
        Duration.ofHours(6),
        "disk.md",
        "v1");
  }

  private static ForecastLevel level(
      Severity severity, ForecastLevel.Within within, Optional<Rule.Guard> guard) {
    return new ForecastLevel(severity, within, guard, Meaning.RISK, Wake.HOURS);
  }

  /** A sample every five minutes. */
  private void feed(double fromHour, double toHour, DoubleUnaryOperator curve) {
    for (double hour = fromHour; hour < toHour; hour += 1.0 / 12) {
      host.disk(hour * HOUR, curve.applyAsDouble(hour));
    }
  }

  private List<String> told() {
    return host.events().stream()
        .map(
            e ->
                Math.round(DetectFixture.seconds(e.at()) / HOUR)
                    + " "
                    + e.getClass().getSimpleName()
                    + " "
                    + e.reason())
        .toList();
  }

  @Test
  void growthIsForetoldRisesAndIsReached() {
    feed(0, 120, h -> Math.min(1, 0.2 + 0.008 * h));
    assertEquals(
        List.of("60 Began LIMIT_FORESEEN", "96 Changed LEVEL_ROSE", "100 Ended LIMIT_REACHED"),
        told());
  }

  @Test
  void evidenceSaysWhenHowFastAndHowSure() {
    feed(0, 70, h -> 0.2 + 0.008 * h);
    ConditionEvent.Began began =
        assertInstanceOf(ConditionEvent.Began.class, host.events().getFirst());
    Evidence.Fills fills = assertInstanceOf(Evidence.Fills.class, began.finding().evidence());
    assertEquals(100, DetectFixture.seconds(fills.reached().likely()) / HOUR, 1);
    assertEquals(0.192, fills.slopePerDay(), 0.01);
    assertEquals(1, fills.confidence(), 1e-9);
    assertEquals(began.at(), fills.value().at());
    assertEquals(Optional.empty(), fills.lastOpen());
  }

  @Test
  void growthThatStopsTurnsTheTrend() {
    feed(0, 110, h -> 0.2 + 0.008 * Math.min(h, 70));
    assertEquals(
        List.of("Began LIMIT_FORESEEN", "Recovering TREND_TURNED", "Ended TREND_TURNED"),
        told().stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList());
  }

  @Test
  void clearedDiskIsFreed() {
    feed(0, 90, h -> h < 70 ? 0.2 + 0.008 * h : 0.3);
    assertTrue(told().getLast().endsWith("Ended SPACE_FREED"), told().toString());
  }

  @Test
  void nothingIsSaidWhileTheCompanionIsFar() {
    Rule.Guard guard = new Rule.Guard(new Rule.Selector(METRIC, Attributes.NONE), true, 0.9);
    DetectFixture guarded = new DetectFixture(rule(Optional.of(guard)));
    for (double hour = 0; hour < 86; hour += 1.0 / 12) {
      guarded.disk(hour * HOUR, 0.2 + 0.008 * hour);
    }
    assertEquals(List.of(), guarded.told());
    for (double hour = 86; hour < 90; hour += 1.0 / 12) {
      guarded.disk(hour * HOUR, 0.2 + 0.008 * hour);
    }
    assertEquals(1, guarded.told().size(), guarded.told().toString());
  }

  @Test
  void valuesThatAreMissingNeitherRaiseNorClear() {
    feed(0, 70, h -> 0.2 + 0.008 * h);
    for (double hour = 70; hour < 90; hour += 1) {
      host.noDisk(hour * HOUR);
    }
    assertEquals(List.of("60 Began LIMIT_FORESEEN"), told());
  }

  @Test
  void rowIsWrittenOnceAnHourAndWhenItBegins() {
    feed(0, 48, h -> 0.3);
    assertEquals(47, host.saves());
  }

  @Test
  void newCollectorGoesOnWhereTheOldOneWas() {
    feed(0, 70, h -> 0.2 + 0.008 * h);
    host.restart(Optional.of(DetectFixture.at(70 * HOUR)));
    feed(72, 120, h -> Math.min(1, 0.2 + 0.008 * h));
    assertEquals(
        List.of("60 Began LIMIT_FORESEEN", "96 Changed LEVEL_ROSE", "100 Ended LIMIT_REACHED"),
        told());
  }

  @Test
  void ruleThatGoesEndsItsConditionAndItsMemory() {
    feed(0, 70, h -> 0.2 + 0.008 * h);
    HostProfile without = DetectFixture.profile(host.state.profile().kind(), List.of());
    host.feed(new HostInput.ProfileChanged(DetectFixture.at(70 * HOUR), without));
    assertTrue(told().getLast().endsWith("Ended RULE_WITHDRAWN"), told().toString());
    assertTrue(
        host.rows().values().stream().noneMatch(Watch.Forecast.class::isInstance),
        "no row is left");
  }

  @Test
  void seriesThatVanishedIsForgotten() {
    feed(0, 24, h -> 0.3);
    for (double hour = 24; hour < 24 * 16; hour += 0.5) {
      host.samples(
          hour * HOUR, dev.forebell.common.model.Sample.of(DetectFixture.ROOT_OF_DATA, 0.4));
    }
    assertEquals(
        List.of(DetectFixture.ROOT_OF_DATA),
        host.rows().values().stream()
            .filter(Watch.Forecast.class::isInstance)
            .map(row -> ((Watch.Forecast) row).series())
            .toList());
  }
}
