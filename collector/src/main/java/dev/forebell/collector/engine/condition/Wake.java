package dev.forebell.collector.engine.condition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a condition may wake, in rising order. */
public enum Wake {
  NEVER,
  /** In the contract's hours only. */
  HOURS,
  /** At any hour. */
  NOW;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<Wake> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
