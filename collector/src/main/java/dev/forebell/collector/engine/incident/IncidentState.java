package dev.forebell.collector.engine.incident;

import java.util.Locale;

/**
 * Where an incident stands: open -> acknowledged -> diagnosed -> resolved -> closed; resolved ->
 * open when reopened. Suppressed comes first where something keeps it from being announced, and
 * leads to open or closed.
 */
public enum IncidentState {
  SUPPRESSED,
  OPEN,
  ACKNOWLEDGED,
  DIAGNOSED,
  RESOLVED,
  CLOSED;

  private final String id = name().toLowerCase(Locale.ROOT);

  public String id() {
    return id;
  }
}
