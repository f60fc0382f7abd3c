package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays every file of {@code src/test/resources/replay} and compares what comes out with the file
 * beside it. Run with {@code -Dscenarios.rewrite=true} to write those anew, and read the
 * difference.
 */
class ReplayScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/replay");
  private static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".in.jsonl")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void replaysAsWritten(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Replay(
                FOLDER.resolve("config"),
                Optional.empty(),
                false,
                new ByteArrayInputStream(new byte[0]),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(file.toString());
    assertEquals("", err.toString(StandardCharsets.UTF_8));
    assertEquals(0, code);
    Path expected = Path.of(file.toString().replace(".in.jsonl", ".out.jsonl"));
    if (REWRITE) {
      Files.write(expected, out.toByteArray());
    }
    assertEquals(Files.readString(expected), out.toString(StandardCharsets.UTF_8));
  }
}
