package dev.forebell.collector.engine.sla;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a clock ended. */
public enum Outcome {
  MET,
  BREACHED,
  /** Recovered or solved remotely before anyone had to. */
  NOT_NEEDED,
  /** Taken out by an approver, with the cause. */
  EXCLUDED,
  VOID;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<Outcome> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
