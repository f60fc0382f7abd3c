package dev.forebell.agent.probe;

import java.util.List;
import java.util.Optional;
import oshi.software.os.OperatingSystem;

/** The sessions where the system keeps no files of them; their state is not told apart. */
final class OshiSessions implements SessionProbe.Source {
  static final List<String> STATES = List.of("active");

  private final OperatingSystem system;

  OshiSessions(OperatingSystem system) {
    this.system = system;
  }

  @Override
  public Optional<List<LoginSession>> sessions() {
    return Optional.of(
        system.getSessions().stream()
            .map(session -> new LoginSession("active", Optional.of(session.getUserName())))
            .toList());
  }
}
