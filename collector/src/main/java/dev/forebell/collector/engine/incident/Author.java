package dev.forebell.collector.engine.incident;

/** Who asks: a plain name is a person, {@code bot:x} and {@code system:x} are not. */
final class Author {
  private Author() {}

  /** Only a person stops a response, promotes or demotes. */
  static boolean isPerson(String by) {
    return wellFormed(by) && !by.startsWith("bot:") && !by.startsWith("system:");
  }

  /** Whether anybody may be called so; {@code system} alone is the machine itself. */
  static boolean wellFormed(String by) {
    return !by.isBlank()
        && !by.equals(IncidentEvent.SYSTEM)
        && !by.equals("bot:")
        && !by.equals("system:");
  }
}
