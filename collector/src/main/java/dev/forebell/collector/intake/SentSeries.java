package dev.forebell.collector.intake;

import java.util.List;

/**
 * One series as it was sent.
 *
 * @param labels by name, {@code __name__} included
 */
record SentSeries(Labels labels, List<Point> points) {
  /** A value and its time in milliseconds since 1970. */
  record Point(long millis, double value) {}

  String name() {
    return labels.get("__name__");
  }

  /** A label's value; empty if it is not there. */
  String label(String name) {
    return labels.get(name);
  }
}
