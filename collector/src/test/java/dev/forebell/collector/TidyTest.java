package dev.forebell.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no compiler refuses and this house does, in every module's sources. */
class TidyTest {
  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_TEST = 400;
  private static final String SELF = "TidyTest.java";

  /** These name what they ban. */
  private static final List<String> RULES = List.of(SELF, "ArchitectureTest.java");

  /** Words nowhere in Java sources, tests included; comments are judged as well. */
  private static final List<Pattern> BANNED =
      Stream.of(
              "\\.sleep\\(",
              "printStackTrace\\(\\)",
              "\\bTODO\\b",
              "\\bFIXME\\b",
              "toLowerCase\\(\\)",
              "toUpperCase\\(\\)",
              "String\\.format\\((?!Locale)",
              "Globals?Registry",
              "Metrics\\.globalRegistry",
              "Logger\\.getGlobal")
          .map(Pattern::compile)
          .toList();

  private static final Pattern SHARED_STATE = Pattern.compile("\\b(synchronized|volatile)\\b");
  private static final Pattern CATCH_ALL = Pattern.compile("catch \\((Exception|Throwable) ");
  private static final Pattern EXIT = Pattern.compile("System\\.exit\\(");

  private record Source(Path path, List<String> lines) {
    boolean isIn(String folder) {
      return path.toString().replace('\\', '/').contains("/" + folder + "/");
    }
  }

  @Test
  void noSourceHoldsABannedWord() throws IOException {
    List<String> found = new ArrayList<>();
    for (Pattern word : BANNED) {
      found.addAll(lines(source -> true, word));
    }
    assertNone(found);
  }

  @Test
  void engineHoldsNoSharedState() throws IOException {
    assertNone(lines(source -> source.isIn("main") && source.isIn("engine"), SHARED_STATE));
  }

  @Test
  void onlyShellsAndLoopsCatchEverything() throws IOException {
    assertNone(lines(source -> !isShellOrLoop(source), CATCH_ALL));
  }

  /**
   * Where a failure must become a visible state instead of the end of a thread or of a shutdown.
   */
  private static boolean isShellOrLoop(Source source) {
    String name = source.path.getFileName().toString();
    return name.endsWith("Shell.java")
        || name.endsWith("Loop.java")
        || List.of("Opened.java", "Foreground.java").contains(name);
  }

  @Test
  void onlyMainsExit() throws IOException {
    assertNone(lines(source -> !isMain(source), EXIT));
  }

  private static boolean isMain(Source source) {
    return source.lines.stream().anyMatch(line -> line.contains("static void main("));
  }

  @Test
  void filesStayShort() throws IOException {
    assertNone(
        sources().stream()
            .filter(
                source -> source.lines.size() > (source.isIn("main") ? LONGEST_FILE : LONGEST_TEST))
            .map(source -> source.path + ": " + source.lines.size() + " lines")
            .toList());
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    assertNone(
        sources().stream()
            .filter(source -> source.isIn("main"))
            .map(source -> source.path.getParent())
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .map(folder -> folder + ": no package-info.java")
            .toList());
  }

  private static void assertNone(List<String> found) {
    assertEquals("", String.join("\n", found));
  }

  private static List<String> lines(Predicate<Source> where, Pattern word) throws IOException {
    List<String> found = new ArrayList<>();
    for (Source source : sources()) {
      if (!RULES.contains(source.path.getFileName().toString()) && where.test(source)) {
        collect(source, word, found);
      }
    }
    return found;
  }

  private static void collect(Source source, Pattern word, List<String> found) {
    for (int i = 0; i < source.lines.size(); i++) {
      if (isFound(word, source.lines, i)) {
        found.add(source.path + ":" + (i + 1) + ": " + source.lines.get(i).strip());
      }
    }
  }

  /** A call's arguments may begin on the next line. */
  private static boolean isFound(Pattern word, List<String> lines, int i) {
    String next = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
    Matcher matcher = word.matcher(lines.get(i) + next);
    return matcher.find() && matcher.start() < lines.get(i).length();
  }

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    for (String module : List.of("common", "agent", "collector", "acceptance", "benchmarks")) {
      Path folder = Path.of("..", module, "src");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
            sources.add(new Source(file, Files.readAllLines(file)));
          }
        }
      }
    }
    return sources;
  }
}
