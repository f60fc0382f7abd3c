package dev.forebell.collector.engine.incident;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  public static Optional<IncidentState> parse(String id) {
    return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
  }
}
