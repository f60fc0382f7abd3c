package dev.forebell.collector.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.forecast.ForecastBenchmark.Pair;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The promise of {@code docs/benchmarks.md} on the first of its disks and every fifth sample:
 * {@code -Dforecast.disks=100} for all.
 */
class ForecastQualityTest {
  private static final int DISKS = Integer.getInteger("forecast.disks", 16);

  @Test
  void fillsAreForeseenAndFewAlarmsAreFalse() {
    Map<DiskShape, Pair> scores = ForecastBenchmark.run(ShippedRule.profile(), DISKS, 5000, 5);
    Score all = ForecastBenchmark.total(scores).forebell();
    String table = ForecastBenchmark.table(scores);
    assertAll(
        Stream.concat(
            Stream.<Executable>of(
                () -> assertTrue(all.shareForeseen() >= 0.95, table),
                () -> assertTrue(all.wrongPerMonth() <= 0.1, table)),
            scores.entrySet().stream()
                .map(entry -> () -> assertBetter(entry.getKey(), entry.getValue()))));
  }

  /** On few disks some shapes are easy for both. */
  private static void assertBetter(DiskShape shape, Pair pair) {
    String both = shape + " " + pair;
    assertTrue(pair.forebell().quality() >= pair.leastSquares().quality(), both);
    assertTrue(pair.forebell().wrongPerMonth() <= pair.leastSquares().wrongPerMonth(), both);
  }
}
