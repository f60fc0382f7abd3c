package dev.forebell.collector.engine.condition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule's condition means for the desk, in rising order of weight. */
public enum Meaning {
  /** Board and inspection report only. */
  NOTE,
  /** A preventive task with a due date in service time; no response clock. */
  RISK,
  /** Something works badly: incident, ticket, clocks. */
  DEGRADATION,
  /** Something does not work: incident, ticket, clocks; may be an emergency. */
  OUTAGE;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** The spelling in configuration and events. */
  public String id() {
    return id;
  }

  public static Optional<Meaning> parse(String id) {
    return Arrays.stream(values()).filter(value -> value.id().equals(id)).findFirst();
  }
}
