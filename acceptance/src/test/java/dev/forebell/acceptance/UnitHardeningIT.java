package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the service manager itself thinks of the units. */
final class UnitHardeningIT {
  private static final Duration WITHIN = Duration.ofMinutes(1);

  /** The threshold is in tenths: 20 lets an exposure of 2.0 pass, and no more. */
  @ParameterizedTest
  @CsvSource({"agent,20", "collector,15"})
  void exposesLittle(String program, int tenths) {
    Commands.Result score =
        Commands.run(
            WITHIN,
            analyze(),
            "security",
            "--offline=yes",
            "--no-pager",
            "--threshold=" + tenths,
            unit(program));
    assertEquals(0, score.status(), score.output());
  }

  /** A misspelt setting is ignored by the service manager, with a line in a log nobody reads. */
  @ParameterizedTest
  @CsvSource({"agent", "collector"})
  void hasNoSettingThatIsIgnored(String program) {
    Commands.Result result = Commands.run(WITHIN, analyze(), "verify", "--man=no", unit(program));
    String name = unit(program).getFileName().toString();
    String complaints =
        String.join("\n", result.lines().stream().filter(line -> line.contains(name)).toList());
    // It looks for the program on this machine, where it is not installed.
    assertEquals("", complaints.replaceAll("(?m)^.*(is not executable|not-found|User=).*$", ""));
  }

  @Test
  void agentListensOnNothing() throws IOException {
    String unit = Files.readString(unit("agent"));
    assertTrue(unit.contains("\nSocketBindDeny=any\n"), unit);
  }

  private static Path analyze() {
    return Needs.program("systemd-analyze", "systemd");
  }

  private static Path unit(String program) {
    String name = "forebell-" + program + ".service";
    return Checkout.root().resolve("packaging/src/main").resolve(program).resolve(name);
  }
}
