package dev.forebell.collector.engine.sla;

import java.util.Locale;

/** What may stop a response clock, as a contract says. */
public enum StopPoint {
  CONTACTED,
  ACKNOWLEDGED;

  /** The spelling in configuration and events. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
