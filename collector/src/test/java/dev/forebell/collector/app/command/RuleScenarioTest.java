package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * What kinds of rules mean, as {@code rules test --trace} tells it: each file of {@code
 * scenarios/rules} is played and what is printed is compared with the text beside it. Run with
 * {@code -Dscenarios.rewrite=true} to write those anew, and read the difference.
 */
class RuleScenarioTest {
  private static final Path FOLDER = Path.of("src/test/resources/scenarios/rules");
  private static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void happensAsWritten(Path file) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new RulesCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                "test",
                "--trace",
                "--config",
                FOLDER.resolve("config").toString(),
                file.toString());
    String told = out.toString().replace(file.toString(), file.getFileName().toString());
    Path expected = Path.of(file.toString().replace(".yaml", ".txt"));
    if (REWRITE) {
      Files.writeString(expected, told);
    }
    assertEquals("", err.toString());
    assertEquals(Files.readString(expected), told);
    assertEquals(0, code, told);
  }
}
