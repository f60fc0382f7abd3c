package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.List;
import java.util.Optional;

/**
 * One session as the system writes it down.
 *
 * @param state {@code active}, {@code online} or {@code closing}
 * @param user who it is of; empty: not told
 */
@Pure
record LoginSession(String state, Optional<String> user) {
  /**
   * From a file of {@code /run/systemd/sessions}; empty for what is not a person's session (a login
   * screen, a service manager) or not complete yet.
   */
  static Optional<LoginSession> parse(List<String> lines) {
    String sessionClass = value(lines, "CLASS").orElse("user");
    return sessionClass.startsWith("user")
        ? value(lines, "STATE").map(state -> new LoginSession(state, value(lines, "USER")))
        : Optional.empty();
  }

  private static Optional<String> value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }
}
