package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start-up cache of the packages is used, and never for other jars than it was made of: Java 25
 * itself would run the old classes out of it without a word.
 */
final class StartCacheIT {
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final String MAIN = "dev.forebell.agent.AgentMain";

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void copyTheProgram() {
    Needs.that(Files.isDirectory(Packages.root("agent")), "packages are made on Linux only");
    home = folder.resolve("forebell-agent");
    Commands.output(
        WITHIN, "cp", "-a", Packages.root("agent").resolve("usr/lib/forebell-agent"), home);
  }

  @Test
  void isUsedByTheJarsItWasMadeOf() throws IOException {
    String output = start();
    assertFalse(output.contains("no start-up cache"), output);
    assertTrue(loaded().stream().anyMatch(line -> line.contains("shared objects file")));
  }

  @Test
  void isNotUsedWhenAJarHasChangedThoughItsNameSizeAndTimeAreTheSame() throws IOException {
    Path jar = home.resolve("lib/agent.jar");
    FileTime time = Files.getLastModifiedTime(jar);
    long size = Files.size(jar);
    replaceTheMainClass(jar);
    pad(jar, size);
    Files.setLastModifiedTime(jar, time);

    String output = start();

    assertTrue(output.contains("new classes"), output);
    assertTrue(output.contains("no start-up cache for these jars"), output);
    assertTrue(loaded().stream().noneMatch(line -> line.contains("shared objects file (top)")));
  }

  @Test
  void ofOtherJarsIsRefusedEvenUnderItsOldName() throws IOException {
    List<Path> caches = list(home.resolve("cache"));
    assertEquals(1, caches.size(), "one cache a package: " + caches);
    Files.delete(home.resolve("lib/picocli-4.7.7.jar"));
    String output = start();
    assertTrue(output.contains("no start-up cache for these jars"), output);
  }

  private String start() {
    return Commands.run(
            WITHIN,
            "env",
            "JAVA_TOOL_OPTIONS=-Xlog:class+load:file=" + folder.resolve("loaded.txt"),
            home.resolve("bin/forebell-agent"),
            "--version")
        .output();
  }

  /** Where the main class came from. */
  private List<String> loaded() throws IOException {
    return Files.readAllLines(folder.resolve("loaded.txt")).stream()
        .filter(line -> line.contains(" " + MAIN + " source:"))
        .toList();
  }

  private void replaceTheMainClass(Path jar) throws IOException {
    Path source = folder.resolve("src/dev/forebell/agent/AgentMain.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package dev.forebell.agent;
        public final class AgentMain {
          public static void main(String[] args) { System.out.println("new classes"); }
        }
        """);
    Path classes = folder.resolve("classes");
    tool("javac", "--release", "25", "-d", classes.toString(), source.toString());
    tool("jar", "--update", "--file", jar.toString(), "-C", classes.toString(), ".");
  }

  /** Bytes before the first entry are allowed in a jar, so that it can be as long as it was. */
  private static void pad(Path jar, long size) throws IOException {
    byte[] content = Files.readAllBytes(jar);
    if (content.length < size) {
      byte[] padded = new byte[(int) size];
      System.arraycopy(content, 0, padded, padded.length - content.length, content.length);
      Files.write(jar, padded);
    }
  }

  private static void tool(String name, String... arguments) {
    assertEquals(
        0, ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
