package dev.forebell.collector.port;

import java.util.Locale;
import java.util.Optional;

/** The text formats in which Prometheus and its kin read metrics. */
public enum ExpositionFormat {
  /** Text format 0.0.4: what everybody reads. */
  TEXT("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String mediaType;

  ExpositionFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** With version and charset, as the answer names it. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * What a reader likes best by its {@code Accept} header; {@link #TEXT} where it names neither or
   * likes both alike.
   */
  public static ExpositionFormat preferred(Optional<String> accept) {
    double text = 0;
    double openMetrics = 0;
    for (String range : accept.orElse("").toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = range.split(";", -1);
      switch (parts[0].strip()) {
        case "application/openmetrics-text" ->
            openMetrics = Math.max(openMetrics, isVersion(parts, "1.0.0") ? quality(parts) : 0);
        case "text/plain" -> text = Math.max(text, isVersion(parts, "0.0.4") ? quality(parts) : 0);
        default -> {}
      }
    }
    return openMetrics > text ? OPEN_METRICS : TEXT;
  }

  /** A range without version takes any. */
  private static boolean isVersion(String[] parts, String version) {
    return parameter(parts, "version").map(version::equals).orElse(true);
  }

  private static double quality(String[] parts) {
    return parameter(parts, "q").map(ExpositionFormat::number).orElse(1.0);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static Optional<String> parameter(String[] parts, String name) {
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      if (pair.length == 2 && pair[0].strip().equals(name)) {
        return Optional.of(pair[1].strip().replace("\"", ""));
      }
    }
    return Optional.empty();
  }
}
