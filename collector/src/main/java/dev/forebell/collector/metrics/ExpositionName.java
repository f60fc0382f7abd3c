package dev.forebell.collector.metrics;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.MetricDescriptor.Instrument;
import dev.forebell.common.model.Metrics;
import java.util.Optional;

/**
 * A metric as Prometheus knows it, by the OpenTelemetry translation: characters that Prometheus
 * does not take become underscores, the unit and {@code _total} are appended.
 *
 * @param type {@code gauge}, {@code counter}, or {@code untyped} for a metric this version does not
 *     know
 */
record ExpositionName(String name, String type, String help) {
  static ExpositionName of(String metric) {
    Optional<MetricDescriptor> known = Metrics.find(metric);
    return known.map(ExpositionName::of).orElseGet(() -> unknown(metric));
  }

  private static ExpositionName of(MetricDescriptor metric) {
    boolean counter = metric.instrument() == Instrument.COUNTER;
    String name = withSuffix(legal(metric.name()), unit(metric.unit(), counter));
    return new ExpositionName(
        counter ? withSuffix(name, "total") : name,
        counter ? "counter" : "gauge",
        metric.description());
  }

  private static ExpositionName unknown(String metric) {
    return new ExpositionName(legal(metric), "untyped", "Sent by an agent as " + metric);
  }

  private static String unit(String unit, boolean counter) {
    return switch (unit) {
      case "By" -> "bytes";
      case "s" -> "seconds";
      case "Cel" -> "celsius";
      case "V" -> "volts";
      case "1" -> counter ? "" : "ratio";
      default -> "";
    };
  }

  private static String withSuffix(String name, String suffix) {
    return suffix.isEmpty() || name.endsWith("_" + suffix) ? name : name + "_" + suffix;
  }

  /** Letters, digits and underscores, not beginning with a digit. */
  static String legal(String name) {
    String replaced = name.replaceAll("[^A-Za-z0-9_]", "_");
    return Character.isDigit(replaced.charAt(0)) ? "_" + replaced : replaced;
  }
}
