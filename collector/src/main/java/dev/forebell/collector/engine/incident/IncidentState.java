package dev.forebell.collector.engine.incident;

import java.util.Locale;

/**
 * Where an incident stands: open -> acknowledged -> diagnosed -> resolved -> closed; resolved ->
 * open when reopened.
 */
public enum IncidentState {
  OPEN,
  ACKNOWLEDGED,
  DIAGNOSED,
  RESOLVED,
  CLOSED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
