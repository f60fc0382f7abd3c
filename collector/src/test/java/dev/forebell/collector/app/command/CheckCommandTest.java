package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int check(String... args) {
    return new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private void rules(String text) throws IOException {
    Files.createDirectories(dir.resolve("rules"));
    Files.writeString(dir.resolve("rules/a.yaml"), text);
  }

  @Test
  void cleanFolderIsSummarised() {
    assertEquals(0, check(dir.toString()));
    assertTrue(
        out.toString().contains("2 rules, no customers (no hosts, no services)"), out.toString());
    assertTrue(out.toString().contains("No mistakes."), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void inDecemberItSaysThatTheNextYearsHolidaysAreNotPublished() {
    assertEquals(0, checkSample("2026-12-01T00:00:00+08:00"));
    assertTrue(
        err.toString()
            .startsWith(
                "warning: calendars/cn-5x8.yaml:16:9: the special days of 2027 are provisional in"
                    + " cn-5x8; expected the published list of 2027 in place of the provisional"),
        err.toString());
    assertTrue(out.toString().contains("No mistakes, 3 warnings."), out.toString());
  }

  @Test
  void inNovemberItDoesNot() {
    assertEquals(0, checkSample("2026-11-30T12:00:00+08:00"));
    assertEquals("", err.toString());
  }

  @Test
  void daysWithoutAValidVersionOfAContractAreTold() throws IOException {
    contract("a", "valid_to: 2026-12-31");
    contract("b", "valid_from: 2027-02-01");
    assertEquals(0, checkAt("2026-11-02T12:00:00Z"));
    assertEquals("", err.toString(), "it is sixty days away");
    assertEquals(0, checkAt("2026-11-03T12:00:00Z"));
    assertEquals(
        "warning: contracts/b.yaml:1:16: no version of contract gold is valid from 2027-01-01 to"
            + " 2027-01-31; expected a version that is valid then; incidents of those days have no"
            + " clocks\n",
        err.toString());
  }

  @Test
  void soIsAContractThatIsOver() throws IOException {
    contract("a", "valid_to: 2026-12-31");
    assertEquals(0, checkAt("2027-01-01T00:00:00Z"));
    assertTrue(
        err.toString()
            .startsWith(
                "warning: contracts/a.yaml:1:50: no version of contract gold is valid from"
                    + " 2027-01-01 on;"),
        err.toString());
  }

  private void contract(String file, String valid) throws IOException {
    Files.createDirectories(dir.resolve("contracts"));
    Files.writeString(
        dir.resolve("contracts/" + file + ".yaml"),
        "contract: {id: gold, calendar: always, " + valid + "}\n");
  }

  private int checkAt(String now) {
    return new CommandLine(new CheckCommand(() -> Instant.parse(now)))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(dir.toString());
  }

  private int checkSample(String today) {
    return new CommandLine(new CheckCommand(() -> OffsetDateTime.parse(today).toInstant()))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Path.of("..", "config").toString());
  }

  @Test
  void mistakesGoToStandardErrorRelativeToTheFolder() throws IOException {
    rules("rules:\n  - {id: a, kind: link, verdict: host_gone}\n");
    assertEquals(1, check(dir.toString()));
    assertEquals(
        "rules/a.yaml:2:34: verdict: \"host_gone\" is unknown (did you mean 'host_down'?); expected"
            + " one of host_down, agent_lost\n",
        err.toString());
    assertTrue(out.toString().contains("1 mistake. A running collector"), out.toString());
  }

  @Test
  void overridesThatHaveEndedAreNamed() throws IOException {
    Files.createDirectories(dir.resolve("customers"));
    String override = "  - {rule: host_down, off: true, by: anna, reason: x, until: %s}%n";
    Files.writeString(
        dir.resolve("customers/a.yaml"),
        "customer: {id: acme, zone: Europe/Berlin}\nhosts: [{id: a-1, kind: server}]\noverrides:\n"
            + String.format(Locale.ROOT, override, "2020-12-31")
            + String.format(Locale.ROOT, override, "never"));
    assertEquals(0, check(dir.toString()));
    assertEquals(
        "warning: customers/a.yaml:4:5: the override of host_down has ended; expected another"
            + " until, or no override\n",
        err.toString());
  }

  @Test
  void jsonIsOneLineForPrograms() throws IOException {
    rules("rules: 3\n");
    assertEquals(1, check("--json", dir.toString()));
    assertEquals(
        "{\"ok\":false,\"errors\":[{\"file\":\"rules/a.yaml\",\"line\":1,\"column\":8,\"what\":\"rules:"
            + " \\\"3\\\" is a single value\",\"expected\":\"a list ([a, b] or lines with '-"
            + " ')\"}],\"warnings\":[],\"read\":null}\n",
        out.toString());
  }

  @Test
  void missingFolderIsWrongUsage() {
    assertEquals(2, check(dir.resolve("absent").toString()));
    assertTrue(err.toString().contains("There is no folder"), err.toString());
  }
}
