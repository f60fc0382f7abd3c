package dev.forebell.collector.engine.sla;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may stop a response clock, as a contract says. */
public enum StopPoint {
  CONTACTED,
  ACKNOWLEDGED;

  /** The spelling in configuration and events. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<StopPoint> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
