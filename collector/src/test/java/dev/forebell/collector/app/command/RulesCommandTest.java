package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {
  private static final Path SAMPLE = Path.of("..", "config");

  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int rules(String... args) {
    return new CommandLine(new RulesCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private int test(String expectation) throws IOException {
    Path file = dir.resolve("tests.yaml");
    Files.writeString(
        file,
        """
        tests:
          - name: a full disk
            lasts: 5m
            samples:
              - metric: system.filesystem.utilization
                attributes: {system.filesystem.mountpoint: /srv, system.filesystem.state: used}
                values: {0m: 99.9%}
            expect: [EXPECTATION]
        """
            .replace("EXPECTATION", expectation));
    return rules("test", "--config", SAMPLE.toString(), file.toString());
  }

  @Test
  void theShippedRulesDoWhatTheirTestsSay() {
    Path tests = SAMPLE.resolve("rule-tests").resolve("pack.yaml");
    assertEquals(0, rules("test", "--config", SAMPLE.toString(), tests.toString()), out::toString);
    assertTrue(out.toString().endsWith(" tests, 0 failed.\n"), out.toString());
  }

  @Test
  void aTestThatFailsSaysWhatWasExpectedAndWhatWasFound() throws IOException {
    assertEquals(1, test("{at: 2m, rule: filesystem-exhausted, severity: warning}"));
    assertTrue(
        out.toString()
            .contains(
                "    tests.yaml:8:14: at 2m filesystem-exhausted should be warning, and it is"
                    + " critical outage on system.filesystem.mountpoint=/srv\n"),
        out.toString());
    assertTrue(out.toString().endsWith("1 test, 1 failed.\n"), out.toString());
  }

  @Test
  void anExpectationAfterTheEndFails() throws IOException {
    assertEquals(1, test("{at: 6m, rule: filesystem-exhausted, clear: true}"));
    assertTrue(out.toString().contains("the test is over by then"), out.toString());
  }

  @Test
  void mistakesInATestAreNamedWithTheirPlace() throws IOException {
    assertEquals(1, test("{at: 6m, rule: filesystem-exhaused, clear: true}"));
    assertTrue(
        err.toString().startsWith("tests.yaml:8:29: rule: there is no rule"), err.toString());
  }

  @Test
  void mistakesInTimesLinksAndOverridesAreNamedWithTheirPlace() throws IOException {
    Path file = dir.resolve("wrong.yaml");
    Files.writeString(
        file,
        """
        tests:
          - name: all wrong
            lasts: 5m
            link: {1 m: silent, 2m: asleep, 2m0s: closed now, 120s: bye then}
            overrides:
              - {rule: memory-lo, off: true}
              - {rule: memory-low}
            samples:
              - {metric: system.uptime, values: {soon: 1}}
            expect: []
        """);
    assertEquals(1, rules("test", "--config", SAMPLE.toString(), file.toString()));
    String happen =
        " happens to no link; expected connected, connected BOOT_ID, silent, closed, bye, bye"
            + " REASON, reached, refused or unreachable\n";
    assertEquals(
        "wrong.yaml:4:12: link: \"1 m\" is no time; expected a duration such as 10m\n"
            + "wrong.yaml:4:29: 2m: \"asleep\""
            + happen
            + "wrong.yaml:4:37: link: \"2m0s\" stands there twice; expected each time once\n"
            + "wrong.yaml:4:55: link: \"120s\" stands there twice; expected each time once\n"
            + "wrong.yaml:6:16: rule: there is no rule \"memory-lo\" (did you mean 'memory-low'?);"
            + " expected the id of a rule\n"
            + "wrong.yaml:7:9: the override changes nothing; expected off: true, levels, for,"
            + " clear_for or wake\n"
            + "wrong.yaml:9:42: values: \"soon\" is no time; expected a duration such as 10m\n",
        err.toString());
    assertEquals("No tests.\n", out.toString());
  }

  @Test
  void theExampleOfTheManualIsPlayedAsItStandsThere() throws IOException {
    String manual = Files.readString(Path.of("..", "docs", "operations.md"));
    int from = manual.indexOf("```yaml\ntests:") + "```yaml\n".length();
    Path file =
        Files.writeString(
            dir.resolve("backup.yaml"), manual.substring(from, manual.indexOf("```", from)));
    assertEquals(
        0, rules("test", "--trace", "--config", SAMPLE.toString(), file.toString()), err::toString);
    int told = manual.indexOf("```text\nok ", from) + "```text\n".length();
    assertEquals(
        manual.substring(told, manual.indexOf("```", told)),
        out.toString().replace(file.toString(), "backup.yaml"));
  }

  @Test
  void explainSaysWhatHoldsAndWhereItComesFrom() {
    assertEquals(0, rules("explain", "--config", SAMPLE.toString(), "files-01"));
    String text = out.toString();
    assertTrue(text.startsWith("files-01 (server, customer acme, site hq): "), text);
    assertTrue(text.contains("filesystem-full (threshold) rules/filesystem.yaml:"), text);
    assertTrue(text.contains("    above 97 %, clear 94 %, for 10m, over after 5m"), text);
    assertTrue(text.contains("    identity, held for 1h\n"), text);
    assertTrue(text.contains("    system.cpu.utilization\n    missing for 15m"), text);
    assertTrue(text.contains("    distance from zero of forebell.clock.offset\n"), text);
    assertTrue(text.contains("    override customers/acme.yaml:"), text);
    assertTrue(text.contains("by anna until 2027-06-30T16:00:00"), text);
    assertTrue(text.contains("its applies_to names another kind"), text);
  }

  @Test
  void explainNamesTheHostsOwnConfirm() {
    assertEquals(0, rules("explain", "--config", SAMPLE.toString(), "gw-suzhou"));
    assertTrue(
        out.toString().contains("host_down after 1m (the host's own confirm)"), out.toString());
  }

  @Test
  void explainForProgramsIsOneLine() {
    assertEquals(0, rules("explain", "--json", "--config", SAMPLE.toString(), "files-01"));
    assertEquals(1, out.toString().lines().count());
    assertTrue(out.toString().startsWith("{\"host\":\"files-01\",\"customer\":\"acme\""));
  }

  @Test
  void anUnknownHostIsRefused() {
    assertEquals(1, rules("explain", "--config", SAMPLE.toString(), "nobody"));
    assertTrue(err.toString().startsWith("There is no host \"nobody\""), err.toString());
  }
}
