package dev.forebell.collector.engine.calendar;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private Planted() {}

  /** A working day of 24 hours. */
  static Optional<Duration> lengthOf(WorkingTime unused, BigDecimal days) {
    return Optional.of(Duration.ofSeconds(days.multiply(BigDecimal.valueOf(86_400)).longValue()));
  }
}
