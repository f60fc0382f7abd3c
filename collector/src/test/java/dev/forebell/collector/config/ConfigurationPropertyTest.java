package dev.forebell.collector.config;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in a file, loading answers; it never throws. */
class ConfigurationPropertyTest {
  private static final Path GOOD = BadConfigurationTest.RESOURCES.resolve("good");
  private static final List<String> FILES =
      List.of(
          "rules/base.good.yaml",
          "customers/base.good.yaml",
          "contracts/gold.good.yaml",
          "webhooks/desk.good.yaml",
          "calendars/base.good.yaml",
          "calendars/base-2026.csv",
          "collector.yaml");
  private static final Path FOLDER = Path.of("target", "mutated-configuration");

  @BeforeContainer
  static void createFolder() throws IOException {
    removeFolder();
    Files.createDirectories(FOLDER);
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    if (Files.exists(FOLDER)) {
      Files.walkFileTree(FOLDER, new Removal());
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        " ",
        "\n",
        "\t",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "%",
        "\u0000",
        "\uFEFF",
        "é",
        "null",
        "true",
        "-1",
        "1e99",
        "99999999999",
        "${",
        "${env:",
        "NaN",
        "...",
        "---\n",
        "? ",
        "<<: ",
        "0.5wd",
        "P1Y",
        "first_of(",
        "always");
  }

  @Property(tries = 1500)
  void mutatedFileIsReadOrRefused(
      @ForAll @IntRange(max = 6) int file,
      @ForAll @IntRange(max = 2000) int at,
      @ForAll @IntRange(max = 12) int cut,
      @ForAll("pieces") String piece)
      throws IOException {
    String name = FILES.get(file);
    String good = Files.readString(GOOD.resolve(name));
    int from = at % good.length();
    int to = Math.min(good.length(), from + cut);
    answers(name, good.substring(0, from) + piece + good.substring(to));
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefused(@ForAll @IntRange(max = 6) int file, @ForAll String text)
      throws IOException {
    answers(FILES.get(file), text);
  }

  private static void answers(String name, String text) {
    ConfigurationFolder folder = new ConfigurationFolder(FOLDER);
    for (String other : FILES) {
      folder.with(other, "");
    }
    boolean refusedWithoutReason =
        folder.with(name, text).load() instanceof Loaded.Bad(var errors, var _) && errors.isEmpty();
    assertFalse(refusedWithoutReason, text);
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException broken) throws IOException {
      try (Stream<Path> left = Files.list(folder)) {
        assertFalse(left.findAny().isPresent(), "left in " + folder);
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
