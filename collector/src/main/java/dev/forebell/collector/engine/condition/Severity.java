package dev.forebell.collector.engine.condition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a condition is, in rising order. */
public enum Severity {
  WARNING,
  CRITICAL;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<Severity> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
