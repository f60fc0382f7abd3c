package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.fail;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.List;

/** Finds one series among many. */
final class Readings {
  private Readings() {}

  /** Its reading; the attributes must be complete. */
  static Reading of(List<Sample> samples, MetricDescriptor metric, String... namesAndValues) {
    SeriesKey wanted = metric.series(namesAndValues);
    return samples.stream()
        .filter(sample -> sample.series().equals(wanted))
        .findFirst()
        .orElseGet(() -> fail(wanted + " is not among " + samples))
        .reading();
  }

  /** Its number. */
  static double number(List<Sample> samples, MetricDescriptor metric, String... namesAndValues) {
    return of(samples, metric, namesAndValues) instanceof Reading.Value(double value)
        ? value
        : fail(metric.name() + " has no value: " + of(samples, metric, namesAndValues));
  }
}
