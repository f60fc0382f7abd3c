package dev.forebell.collector.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ForecasterTest {
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);

  /** What is foretold after so many hours of a curve (of hours), read every five minutes. */
  private static Optional<Outlook> after(double hours, DoubleUnaryOperator curve) {
    History history = History.begin(START, curve.applyAsDouble(0));
    for (int i = 1; i <= hours * 12; i++) {
      history = history.with(START.plusSeconds(300L * i), curve.applyAsDouble(i / 12.0));
    }
    return Forecaster.of(history, 1, DAY);
  }

  private static double hours(Instant at) {
    return Duration.between(START, at).toSeconds() / 3600.0;
  }

  @Test
  void steadyGrowthEndsWhereTheLineDoes() {
    Outlook outlook = after(200, h -> 0.6 + 0.0012 * h).orElseThrow();
    assertEquals(400 / 1.2, hours(outlook.likely()), 2);
    assertEquals(0.0012 * 24, outlook.slopePerDay(), 0.0005);
    assertEquals(1, outlook.confidence(), 1e-9);
    assertFalse(outlook.earliest().isAfter(outlook.likely()));
    assertFalse(outlook.latest().isBefore(outlook.likely()));
  }

  @Test
  void teethTouchTheLimitBeforeTheirFloorsDo() {
    DoubleUnaryOperator daily = h -> 0.5 + 0.001 * h + 0.2 * (h % 24) / 24;
    double touched = 0;
    while (daily.applyAsDouble(touched) < 1) {
      touched += 1.0 / 12;
    }
    Outlook outlook = after(240, daily).orElseThrow();
    assertEquals(touched, hours(outlook.likely()), 24);
    assertTrue(hours(outlook.latest()) > hours(outlook.likely()), outlook.toString());
  }

  @Test
  void teethWithoutGrowthAreNoTrend() {
    for (int hour = 150; hour < 200; hour++) {
      assertEquals(Optional.empty(), after(hour, h -> 0.7 + 0.25 * (h % 24) / 24));
      assertEquals(Optional.empty(), after(hour, h -> 0.8 + 0.15 * (h % 1)));
    }
  }

  @Test
  void stepIsNoTrend() {
    for (int hour = 61; hour < 200; hour++) {
      assertEquals(Optional.empty(), after(hour, h -> h < 60 ? 0.5 : 0.85));
    }
  }

  @Test
  void growthThatHasStoppedIsNoTrendAnyMore() {
    DoubleUnaryOperator stops = h -> Math.min(0.9, 0.5 + 0.004 * h);
    assertTrue(after(95, stops).isPresent());
    assertEquals(Optional.empty(), after(150, stops));
  }

  @Test
  void fastLeakIsSeenWithinHours() {
    DoubleUnaryOperator leak = h -> h < 48 ? 0.4 : 0.4 + 0.06 * (h - 48);
    Outlook outlook = after(52, leak).orElseThrow();
    assertEquals(58, hours(outlook.likely()), 0.5);
    assertTrue(outlook.span().compareTo(Duration.ofHours(5)) <= 0, outlook.toString());
  }

  @Test
  void growthThatGathersSpeedIsCarriedOn() {
    DoubleUnaryOperator leak = h -> h < 48 ? 0.4 : 0.4 + 0.6 * Math.pow((h - 48) / 8, 2);
    assertEquals(56, hours(after(51.8, leak).orElseThrow().likely()), 0.7);
    assertEquals(56, hours(after(53.8, leak).orElseThrow().likely()), 0.3);
  }

  @Test
  void teethThatRiseSlowlyDoNotExplainALeak() {
    DoubleUnaryOperator teeth = h -> 0.3 + 0.1 * (h % 24) / 24;
    DoubleUnaryOperator leak = h -> teeth.applyAsDouble(h) + Math.max(0, 0.045 * (h - 152));
    assertTrue(after(156, leak).isPresent());
  }

  @Test
  void burstsThatComeAndGoExplainARise() {
    DoubleUnaryOperator bursts =
        h -> 0.4 + Math.clamp(0.05 * (h % 12), 0, 0.2) * (h % 12 < 8 ? 1 : 0);
    for (int quarter = 40 * 4; quarter < 100 * 4; quarter++) {
      assertEquals(Optional.empty(), after(quarter / 4.0, bursts));
    }
  }

  @Test
  void whatStandsStillForHalfABlockHasStopped() {
    DoubleUnaryOperator stops = h -> Math.clamp(0.3 + 0.023 * (h - 48), 0.3, 0.85);
    assertTrue(after(66, stops).isPresent());
    for (int hour = 48 + 24 + 12; hour < 300; hour++) {
      assertEquals(Optional.empty(), after(hour, stops), "hour " + hour);
    }
  }

  @Test
  void nothingIsForetoldBeforeThereIsHistory() {
    DoubleUnaryOperator growth = h -> 0.5 + 0.014 * h;
    assertEquals(Optional.empty(), after(23, growth));
    assertTrue(after(25, growth).isPresent());
  }

  @Test
  void goesOnAfterAGap() {
    DoubleUnaryOperator growth = h -> 0.6 + 0.0012 * h;
    History history = History.begin(START, growth.applyAsDouble(0));
    for (int i = 1; i <= 200 * 12; i++) {
      boolean deaf = i > 80 * 12 && i < 90 * 12;
      double hour = i / 12.0;
      history =
          deaf ? history : history.with(START.plusSeconds(300L * i), growth.applyAsDouble(hour));
    }
    assertEquals(333, hours(Forecaster.of(history, 1, DAY).orElseThrow().likely()), 2);
  }
}
