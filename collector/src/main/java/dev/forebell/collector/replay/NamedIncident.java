package dev.forebell.collector.replay;

import dev.forebell.collector.engine.incident.IncidentMatch;

/** How a command names its incident. */
public sealed interface NamedIncident {
  /** By its number, as written. */
  record Numbered(String id) implements NamedIncident {}

  /** By what it is about. */
  record About(IncidentMatch match) implements NamedIncident {}
}
