package dev.forebell.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The mount points that the administrator's table wants to be read-only; read again when it was
 * written. Used by one thread at a time.
 */
final class ReadOnlyByWish implements Supplier<Set<String>> {
  private final Path fstab;
  private Optional<FileTime> written = Optional.empty();
  private Set<String> places = Set.of();

  /**
   * @param fstab {@code /etc/fstab}; where there is none nothing is wanted so
   */
  ReadOnlyByWish(Path fstab) {
    this.fstab = fstab;
  }

  @Override
  public Set<String> get() {
    try {
      Optional<FileTime> now = Optional.of(Files.getLastModifiedTime(fstab));
      if (!now.equals(written)) {
        places = MountTable.wantedReadOnly(Files.readAllLines(fstab));
        written = now;
      }
      return places;
    } catch (IOException e) {
      return Set.of();
    }
  }
}
