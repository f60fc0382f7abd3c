package dev.forebell.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a running agent answers, if its file does not say: the usual places, the best first. */
final class StatusPlaces {
  private static final String NAME = "agent.sock";
  private static final Path SERVICE = Path.of("/run/forebell-agent");

  private StatusPlaces() {}

  static List<Path> usual() {
    List<Path> folders = new ArrayList<>();
    folder("RUNTIME_DIRECTORY").ifPresent(folders::add);
    folders.add(SERVICE);
    folder("XDG_RUNTIME_DIR").map(dir -> dir.resolve("forebell")).ifPresent(folders::add);
    folders.add(Path.of(System.getProperty("user.home"), ".forebell"));
    return folders.stream().map(folder -> folder.resolve(NAME)).distinct().toList();
  }

  /** The first in which this user may write; the last is made. */
  static Path forServing() {
    List<Path> places = usual();
    return places.stream()
        .filter(
            place -> Optional.ofNullable(place.getParent()).filter(Files::isWritable).isPresent())
        .findFirst()
        .orElse(places.getLast());
  }

  private static Optional<Path> folder(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(s -> !s.isEmpty()).map(Path::of);
  }
}
