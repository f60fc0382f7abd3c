package dev.forebell.collector.engine.sla;

import java.time.Instant;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private Planted() {}

  /** Another promise is taken for a stricter one. */
  static boolean isBefore(Instant one, Instant other) {
    return !one.equals(other);
  }
}
