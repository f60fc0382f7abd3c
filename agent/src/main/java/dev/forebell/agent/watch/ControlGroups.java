package dev.forebell.agent.watch;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The control groups in which systemd keeps its units' processes, of either version of the kernel's
 * interface. Used by one thread at a time.
 */
final class ControlGroups {
  private static final int DEEPEST = 4;

  private final List<Path> roots;
  private final Map<String, Path> known = new LinkedHashMap<>();

  /**
   * @param roots places of the hierarchy, the first that has units is it
   */
  ControlGroups(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  static ControlGroups ofThisMachine() {
    return new ControlGroups(
        List.of(
            Path.of("/sys/fs/cgroup"),
            Path.of("/sys/fs/cgroup/systemd"),
            Path.of("/sys/fs/cgroup/unified")));
  }

  /** Whether systemd keeps units here at all. */
  boolean exist() {
    return root().isPresent();
  }

  /** Whether a unit has a process; a unit that nobody started has no group. */
  boolean isPopulated(String unit) {
    Path group = known.get(unit);
    if (group == null || !Files.isDirectory(group)) {
      known.remove(unit);
      Optional<Path> found = root().flatMap(root -> find(root, unit));
      found.ifPresent(path -> known.put(unit, path));
      return found.filter(ControlGroups::hasProcess).isPresent();
    }
    return hasProcess(group);
  }

  private Optional<Path> root() {
    return roots.stream()
        .filter(root -> Files.isDirectory(root.resolve("system.slice")))
        .findFirst();
  }

  // Usually right below; units of a template or with a slice of their own lie deeper.
  private static Optional<Path> find(Path root, String unit) {
    Path usual = root.resolve("system.slice").resolve(unit);
    if (Files.isDirectory(usual)) {
      return Optional.of(usual);
    }
    try (Stream<Path> all =
        Files.find(
            root,
            DEEPEST,
            (path, attributes) ->
                attributes.isDirectory() && path.getFileName().toString().equals(unit),
            new FileVisitOption[0])) {
      return all.findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static boolean hasProcess(Path group) {
    try {
      Path events = group.resolve("cgroup.events");
      return Files.exists(events)
          ? Files.readAllLines(events).contains("populated 1")
          : !Files.readString(group.resolve("cgroup.procs")).isBlank();
    } catch (IOException e) {
      return false;
    }
  }
}
