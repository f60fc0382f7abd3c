package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.common.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One file a mistake, added to a good folder; the exact messages stand as comments at its end.
 * {@code -Drewrite=true} writes what is said now into the files: review the difference.
 */
class BadConfigurationTest {
  static final Path RESOURCES = Path.of("src", "test", "resources", "config");
  private static final Path BAD = RESOURCES.resolve("bad");
  private static final String MARK = "#- ";

  @TempDir private Path dir;

  static List<Path> mistakes() throws IOException {
    try (Stream<Path> files = Files.walk(BAD)) {
      return files
          .filter(file -> file.toString().endsWith(".bad.yaml"))
          .map(BAD::relativize)
          .sorted()
          .toList();
    }
  }

  @Test
  void goodFolderHasNoMistakesAndNoWarnings() throws IOException {
    Loaded loaded = goodFolder().load();
    assertInstanceOf(Loaded.Ok.class, loaded, loaded.toString());
    assertEquals(List.of(), loaded.warnings());
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsNamedWithItsPlaceAndWhatWasExpected(Path mistake) throws IOException {
    List<String> lines = Files.readAllLines(BAD.resolve(mistake));
    String text = text(lines, false);
    Loaded loaded = goodFolder().with(nameInFolder(mistake), text).load();
    String said = said(loaded);
    if (Boolean.getBoolean("rewrite")) {
      Files.writeString(BAD.resolve(mistake), text + comments(said));
      return;
    }
    assertEquals(text(lines, true), comments(said));
    assertFalse(said.isEmpty(), "a bad file must be complained about");
  }

  /** {@code collector} is one file, not a folder: the bad one stands in its place. */
  private static String nameInFolder(Path mistake) {
    return mistake.startsWith("collector") ? "collector.yaml" : mistake.toString();
  }

  private static String said(Loaded loaded) {
    Stream<String> errors =
        switch (loaded) {
          case Loaded.Ok _ -> Stream.of();
          case Loaded.Bad(List<Problem> found, List<Problem> _) ->
              found.stream().map(problem -> "error: " + problem);
        };
    return Stream.concat(errors, loaded.warnings().stream().map(problem -> "warning: " + problem))
        .collect(Collectors.joining("\n"));
  }

  private static String comments(String said) {
    return said.lines().map(line -> MARK + line + "\n").collect(Collectors.joining());
  }

  private static String text(List<String> lines, boolean comments) {
    return lines.stream()
        .filter(line -> line.startsWith(MARK) == comments)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private ConfigurationFolder goodFolder() throws IOException {
    ConfigurationFolder folder = new ConfigurationFolder(dir);
    Path good = RESOURCES.resolve("good");
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(good)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      folder.with(good.relativize(file).toString(), Files.readString(file));
    }
    return folder;
  }
}
