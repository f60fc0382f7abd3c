package dev.forebell.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sessions of a Linux without logind, where every one is active. */
final class UtmpSessions implements SessionProbe.Source {
  private final SessionProbe.Source first;
  private final List<Path> files;

  /**
   * @param first is asked before
   * @param files {@code /run/utmp} and its older place
   */
  UtmpSessions(SessionProbe.Source first, List<Path> files) {
    this.first = first;
    this.files = List.copyOf(files);
  }

  @Override
  public Optional<List<LoginSession>> sessions() throws IOException {
    Optional<List<LoginSession>> known = first.sessions();
    Optional<Path> file = files.stream().filter(Files::exists).findFirst();
    return known.isPresent() || file.isEmpty()
        ? known
        : Optional.of(ofRecords(Files.readAllBytes(file.get())));
  }

  static List<LoginSession> ofRecords(byte[] file) {
    return LoginRecords.parse(file).stream()
        .filter(record -> record.kind() == LoginRecords.Kind.USER)
        .map(record -> new LoginSession("active", Optional.of(record.user())))
        .toList();
  }
}
