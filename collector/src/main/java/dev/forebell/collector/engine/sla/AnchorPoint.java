package dev.forebell.collector.engine.sla;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A moment of an incident's life that a clock can count from. */
public enum AnchorPoint {
  DETECTED,
  BEGAN,
  REPORTED,
  ACKNOWLEDGED,
  DIAGNOSED,
  DISPATCHED,
  PROMOTED;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<AnchorPoint> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
