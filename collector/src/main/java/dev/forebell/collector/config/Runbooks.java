package dev.forebell.collector.config;

import dev.forebell.common.config.ConfigurationFile;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code runbooks/*.md}: what to do when an element fails. */
final class Runbooks {
  private static final String FOLDER = "runbooks";

  private Runbooks() {}

  /** Markdown by file name. */
  static SortedMap<String, String> read(Path dir, Problems problems) {
    SortedMap<String, String> runbooks = new TreeMap<>();
    for (String name : names(dir.resolve(FOLDER), problems)) {
      ConfigurationFile.read(dir, FOLDER + "/" + name, problems)
          .ifPresent(text -> runbooks.put(name, text));
    }
    return runbooks;
  }

  private static List<String> names(Path folder, Problems problems) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException _) {
      problems.add(Position.startOf(FOLDER), "cannot be listed", "a readable folder");
      return List.of();
    }
  }
}
