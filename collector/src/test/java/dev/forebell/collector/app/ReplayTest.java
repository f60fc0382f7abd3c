package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.app.command.ReplayCommand;
import dev.forebell.common.model.CustomerId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReplayTest {
  private static final Path CONFIG = Path.of("src/test/resources/replay/config");

  private static final Pattern EVENT =
      Pattern.compile("^.{18}(\\S+?)(?:\\.000)?Z\",\"event\":\"([^\"]+)\"");

  private record Ran(int code, List<String> out, List<String> err) {
    /** {@code "02:00:30 incident.opened"} of every line but those of clocks. */
    List<String> events() {
      return out.stream()
          .map(EVENT::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1) + " " + found.group(2))
          .filter(line -> !line.contains(" sla."))
          .toList();
    }
  }

  private static Ran replay(Optional<String> adopter, Path config, String... lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] input = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    int code =
        new Replay(
                config,
                adopter.map(CustomerId::new),
                false,
                new ByteArrayInputStream(input),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run("-");
    return new Ran(
        code,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private static Ran replay(String... lines) {
    return replay(Optional.empty(), CONFIG, lines);
  }

  private static String at(String time, String rest) {
    return "{\"at\":\"2026-03-02T" + time + "Z\"," + rest + "}";
  }

  private static String silent(String time, String host) {
    return at(time, "\"host\":\"" + host + "\",\"link\":\"silent\"");
  }

  private static String tick(String time) {
    return at(time, "\"tick\":true");
  }

  @Test
  void aTickIsDueOnlyAfterAllLinesOfItsTime() {
    List<String> upTo = List.of(silent("02:00:00", "files-01"), tick("02:00:30"));
    assertEquals(List.of(), replay(upTo.toArray(String[]::new)).events());
    String heard = at("02:00:30", "\"host\":\"files-01\",\"heartbeat\":true");
    assertEquals(
        List.of(),
        replay(upTo.get(0), upTo.get(1), heard, tick("02:00:31")).events(),
        "a sign of life at that very time comes first");
    assertEquals(
        List.of("02:00:30 incident.opened", "02:00:30 incident.promoted"),
        replay(upTo.get(0), upTo.get(1), tick("02:00:30.001")).events());
  }

  @Test
  void nothingFiresAfterTheLastLine() {
    assertEquals(List.of(), replay(silent("02:00:00", "files-01")).out());
  }

  @Test
  void hostsThatFallSilentTogetherAreJudgedInOrderOfTheirNames() {
    Ran ran =
        replay(
            connected("01:59:00", "files-01"),
            connected("01:59:00", "pc-17"),
            silent("02:00:00", "vdi-02"),
            silent("02:00:00", "vdi-01"),
            tick("02:01:00"));
    List<String> opened =
        ran.out().stream().filter(line -> line.contains("incident.opened")).toList();
    assertTrue(opened.get(0).contains("\"host\":\"vdi-01\""), opened.get(0));
    assertTrue(opened.get(1).contains("\"host\":\"vdi-02\""), opened.get(1));
  }

  private static String connected(String time, String host) {
    return at(time, "\"host\":\"" + host + "\",\"link\":\"connected\"");
  }

  @Test
  void noSilenceIsInferredWithoutHeartbeats() {
    Ran ran =
        replay(at("02:00:00", "\"host\":\"files-01\",\"link\":\"connected\""), tick("09:00:00"));
    assertEquals(List.of(), ran.out());
  }

  @Test
  void anUnknownHostIsAMistake() {
    Ran ran = replay(tick("02:00:00"), silent("02:00:01", "nobody"));
    assertEquals(1, ran.code());
    assertEquals(
        List.of(
            "-:2:1: host 'nobody' is in no customers/*.yaml; expected a configured host, or"
                + " --customer ID"),
        ran.err());
    assertEquals(List.of(), ran.out());
  }

  @Test
  void aCustomerCanTakeUnknownHostsIn() {
    Ran ran = replay(Optional.of("acme"), CONFIG, silent("02:00:00", "nobody"), tick("02:01:00"));
    assertEquals(List.of("02:00:30 incident.opened"), ran.events());
    assertEquals(0, ran.code());
  }

  @Test
  void anUnknownCustomerIsAMistake() {
    Ran ran = replay(Optional.of("nix"), CONFIG, tick("02:00:00"));
    assertEquals(1, ran.code());
    assertEquals(List.of("--customer: 'nix' is in no customers/*.yaml"), ran.err());
  }

  @Test
  void badLinesAreListedAndNothingIsReplayed() {
    Ran ran = replay(silent("02:00:00", "vdi-01"), "{}", tick("03:00:00"));
    assertEquals(1, ran.code());
    assertEquals("-:2:1: \"at\" is missing; expected a text", ran.err().getFirst());
    assertEquals(List.of(), ran.out());
  }

  @Test
  void aBrokenConfigurationIsListed() {
    Ran ran = replay(Optional.empty(), Path.of("src/test/resources/nowhere"), tick("02:00:00"));
    assertEquals(1, ran.code());
    assertEquals(1, ran.err().size());
  }

  @Test
  void aWitnessThatCannotReachTheHostShortensTheSilence() {
    Ran ran =
        replay(
            silent("02:00:00", "vdi-01"),
            at("02:00:04", "\"witness\":\"vdi-02\",\"host\":\"vdi-01\",\"answer\":\"unreachable\""),
            tick("02:00:10"));
    assertEquals("02:00:06 incident.opened", ran.events().getFirst());
  }

  @Test
  void samplesAtAnotherPaceThanConfiguredAreNoGaps() {
    String[] lines =
        IntStream.rangeClosed(0, 6)
            .mapToObj(
                minute ->
                    at(
                        "02:0" + minute + ":00",
                        "\"host\":\"files-01\",\"samples\":[{\"metric\":"
                            + "\"system.filesystem.utilization\",\"attributes\":"
                            + "{\"system.filesystem.state\":\"used\"},\"value\":0.97}]"))
            .toArray(String[]::new);
    assertEquals(List.of("02:01:00 incident.opened"), replay(lines).events());
  }

  @Test
  void theCommandLineRefusesWrongUsage() {
    CommandLine command =
        new CommandLine(new ReplayCommand()).setErr(new PrintWriter(new StringWriter()));
    assertEquals(2, command.execute("--config", "x"));
    assertEquals(2, command.execute("file"));
    assertEquals(2, command.execute("--config", "x", "--customer", "a b", "file"));
  }
}
