package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every file of {@code scenarios/incident}: input lines, {@code ----}, the transcript they
 * give, an empty line, more of the same. {@code -Dscenarios.rewrite=true} writes the transcripts
 * anew; the difference is then reviewed like code.
 */
class IncidentScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios/incident");

  @TestFactory
  Stream<DynamicTest> everyScenarioGivesItsTranscript() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> sorted = files.sorted().toList();
      assertFalse(sorted.isEmpty(), "no scenarios in " + FOLDER);
      return sorted.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
    }
  }

  private static void run(Path file) throws IOException {
    String text = Files.readString(file);
    String actual = transcribe(text);
    if (Boolean.getBoolean("scenarios.rewrite")) {
      Files.writeString(file, actual);
    }
    assertEquals(Files.readString(file), actual, file.toString());
  }

  private static String transcribe(String text) {
    DeskRun run = new DeskRun();
    List<String> out = new ArrayList<>();
    boolean skipping = false;
    List<String> pending = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.equals("----")) {
        skipping = true;
        out.add(line);
        pending.forEach(input -> feed(run, input, out));
        pending.clear();
      } else if (line.isBlank()) {
        skipping = false;
        out.add(line);
      } else if (!skipping) {
        out.add(line);
        if (!line.startsWith("#")) {
          pending.add(line);
        }
      }
    }
    return String.join("\n", out) + "\n";
  }

  private static void feed(DeskRun run, String line, List<String> out) {
    try {
      run.feed(DeskScript.read(line)).forEach(output -> out.add(Transcript.line(output)));
    } catch (RuntimeException | AssertionError e) {
      throw new UncheckedIOException(new IOException("at '" + line + "'", e));
    }
  }
}
