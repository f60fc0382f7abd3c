package dev.forebell.collector.engine.incident;

import java.util.Locale;

/** The moments of an incident's life that people and clocks ask for. */
public enum Milestone {
  /** First bad sample, or last sign of life. */
  BEGAN,
  /** As it was known when it was opened, where data that came late said otherwise. */
  FIRST_BEGAN,
  /** When it was opened. */
  DETECTED,
  /** When it was first written down without being announced; most never are. */
  SUPPRESSED,
  /** First call of a user; may lie before detection. */
  REPORTED,
  /** First acknowledgement by a person. */
  ACKNOWLEDGED,
  /** First contact with the customer by a person. */
  CONTACTED,
  DISPATCHED,
  ARRIVED,
  /** Cause recorded. */
  DIAGNOSED,
  /** First good sample of the final recovery; provisional until resolved. */
  RESTORED,
  RESOLVED;

  private final String key = name().toLowerCase(Locale.ROOT) + "_at";

  /** Its key in the incident object: {@code restored_at}. */
  public String key() {
    return key;
  }
}
