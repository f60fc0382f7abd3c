package dev.forebell.collector.engine.sla;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The promises a contract may hold. */
public enum ClockName {
  RESPONSE,
  DIAGNOSIS,
  DISPATCH,
  ONSITE,
  RESOLUTION;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<ClockName> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
