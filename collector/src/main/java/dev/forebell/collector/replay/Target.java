package dev.forebell.collector.replay;

import dev.forebell.collector.engine.incident.IncidentMatch;

/** How a command names its incident. */
public sealed interface Target {
  /** By its number, as written. */
  record Numbered(String id) implements Target {}

  /** By what it is about. */
  record About(IncidentMatch match) implements Target {}
}
