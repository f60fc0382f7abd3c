package dev.forebell.collector.engine.sla;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which set a clock belongs to. */
public enum ClockSet {
  /** From detection; drives escalation, proves proactivity. */
  INTERNAL,
  /** The written promise; the only one in penalties. */
  CONTRACT;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<ClockSet> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
