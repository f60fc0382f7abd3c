package dev.forebell.common.model;

import java.util.List;
import java.util.Map;

/**
 * What one metric means, the same for agent, rules, screen and exposition.
 *
 * @param name OpenTelemetry semantic-convention name, or ours under {@code forebell.}
 * @param unit UCUM: {@code 1} (a ratio), {@code By}, {@code s}, {@code {operation}}
 * @param instrument how its values are to be read
 * @param description one sentence, without a full stop
 * @param attributes attribute names a series of this metric may carry, in documentation order
 */
public record MetricDescriptor(
    String name, String unit, Instrument instrument, String description, List<String> attributes) {
  /** How values follow one another. */
  public enum Instrument {
    /** The value now; it may go up and down. */
    GAUGE,
    /** A total that only grows; it starts again at zero after a reboot or a restart. */
    COUNTER
  }

  public MetricDescriptor {
    attributes = List.copyOf(attributes);
  }

  static MetricDescriptor gauge(String name, String unit, String description, String... keys) {
    return new MetricDescriptor(name, unit, Instrument.GAUGE, description, List.of(keys));
  }

  static MetricDescriptor counter(String name, String unit, String description, String... keys) {
    return new MetricDescriptor(name, unit, Instrument.COUNTER, description, List.of(keys));
  }

  /** The series of this metric with these attributes, given as alternating names and values. */
  public SeriesKey series(String... namesAndValues) {
    return SeriesKey.of(name, namesAndValues);
  }

  /** The series of this metric with these attributes. */
  public SeriesKey series(Map<String, String> withAttributes) {
    return new SeriesKey(name, Attributes.of(withAttributes));
  }
}
