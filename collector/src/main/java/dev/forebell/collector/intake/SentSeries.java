package dev.forebell.collector.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One series as it was sent.
 *
 * @param labels by name, {@code __name__} included
 */
record SentSeries(Map<String, String> labels, List<Point> points) {
  /** A value and its time in milliseconds since 1970. */
  record Point(long millis, double value) {}

  String name() {
    return labels.getOrDefault("__name__", "");
  }

  Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name)).filter(value -> !value.isEmpty());
  }
}
