package dev.forebell.agent.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sessions that logind keeps as files; OSHI would start {@code who} each time. */
final class LinuxSessions implements SessionProbe.Source {
  static final List<String> STATES = List.of("active", "online", "closing");

  private final Path folder;

  /**
   * @param folder {@code /run/systemd/sessions}
   */
  LinuxSessions(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<List<LoginSession>> sessions() throws IOException {
    // Beside each session lies a pipe NAME.ref: reading that would never end.
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      List<LoginSession> sessions = new ArrayList<>();
      for (Path file : files) {
        read(file).ifPresent(sessions::add);
      }
      return Optional.of(sessions);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<LoginSession> read(Path file) throws IOException {
    try {
      return LoginSession.parse(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
