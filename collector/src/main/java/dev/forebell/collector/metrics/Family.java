package dev.forebell.collector.metrics;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.MetricDescriptor.Instrument;
import dev.forebell.common.model.Metrics;
import java.util.List;
import java.util.Optional;

/**
 * A metric as Prometheus knows it, by the OpenTelemetry translation: characters that Prometheus
 * does not take become underscores, the unit and {@code _total} are appended.
 *
 * @param name without {@code _total}
 * @param unit the last word of the name; empty: none
 */
record Family(String name, Type type, String unit, String help) {
  // What the collector and the conventions call theirs; a textfile may not pass for it.
  private static final List<String> TAKEN =
      List.of("forebell_", "system_", "hw_", "jvm_", "process_");

  /** How its values follow one another. */
  enum Type {
    GAUGE("gauge", "gauge"),
    COUNTER("counter", "counter"),
    UNKNOWN("untyped", "unknown");

    final String text;
    final String openMetrics;

    Type(String text, String openMetrics) {
      this.text = text;
      this.openMetrics = openMetrics;
    }
  }

  static Family gauge(String name, String help) {
    return new Family(name, Type.GAUGE, unitOf(name), help);
  }

  /**
   * @param name without {@code _total}
   */
  static Family counter(String name, String help) {
    return new Family(name, Type.COUNTER, unitOf(name), help);
  }

  private static String unitOf(String name) {
    return List.of("seconds", "bytes", "ratio", "celsius", "volts").stream()
        .filter(unit -> name.endsWith("_" + unit))
        .findFirst()
        .orElse("");
  }

  /** What each sample is called. */
  String sampleName() {
    return type == Type.COUNTER ? name + "_total" : name;
  }

  /** The family of one of our metrics, or of one that this version does not know. */
  static Family of(String metric) {
    Optional<MetricDescriptor> known = Metrics.find(metric);
    return known.map(Family::of).orElseGet(() -> unknown(metric));
  }

  private static Family of(MetricDescriptor metric) {
    boolean counter = metric.instrument() == Instrument.COUNTER;
    String unit = unit(metric.unit(), counter);
    String name = legal(metric.name());
    return new Family(
        unit.isEmpty() || name.endsWith("_" + unit) ? name : name + "_" + unit,
        counter ? Type.COUNTER : Type.GAUGE,
        unit,
        metric.description());
  }

  private static Family unknown(String metric) {
    String name = legal(metric);
    boolean taken = TAKEN.stream().anyMatch(name::startsWith);
    return new Family(
        taken ? "textfile_" + name : name, Type.UNKNOWN, "", "Sent by an agent as " + metric);
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

  /** Letters, digits and underscores, not beginning with a digit. */
  static String legal(String name) {
    StringBuilder legal = new StringBuilder(name.length() + 1);
    if (Character.isDigit(name.charAt(0))) {
      legal.append('_');
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      legal.append(plain ? c : '_');
    }
    return legal.toString();
  }
}
