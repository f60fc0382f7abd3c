package dev.forebell.collector.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.common.config.Problem;
import dev.forebell.common.model.ByeReason;
import dev.forebell.common.model.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayReaderTest {
  private static final String AT = "\"at\":\"2026-03-02T10:00:00Z\"";

  private record Read(List<ReplayLine> lines, List<String> problems) {}

  private static Read read(String... lines) {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    ReplayReader reader =
        new ReplayReader("day.jsonl", new ByteArrayInputStream(bytes), new KnownSeries());
    List<ReplayLine> read = new ArrayList<>();
    try {
      for (Optional<ReplayLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        read.add(line.orElseThrow());
      }
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return new Read(read, reader.problems().stream().map(Problem::toString).toList());
  }

  private static ReplayLine line(String rest) {
    Read read = read("{" + AT + "," + rest + "}");
    assertEquals(List.of(), read.problems());
    return read.lines().getFirst();
  }

  private static List<String> problems(String... lines) {
    return read(lines).problems();
  }

  private static Command command(String rest) {
    String all = "\"incident\":\"INC-ACME-2026-1\",\"by\":\"anna\"," + rest;
    return assertInstanceOf(ReplayLine.Order.class, line(all)).command();
  }

  @Test
  void readsSamplesWithAndWithoutAValue() {
    ReplayLine.Samples samples =
        assertInstanceOf(
            ReplayLine.Samples.class,
            line(
                "\"host\":\"a\",\"samples\":[{\"metric\":\"m\",\"attributes\":{\"k\":\"v\"},"
                    + "\"value\":1.5},{\"metric\":\"n\",\"attributes\":null,\"value\":null},"
                    + "{\"metric\":\"o\",\"value\":NaN}]"));
    assertEquals("m{k=v}", samples.samples().getFirst().series().toString());
    assertEquals(new Reading.Value(1.5), samples.samples().getFirst().reading());
    assertInstanceOf(Reading.Unavailable.class, samples.samples().get(1).reading());
    assertInstanceOf(Reading.Unavailable.class, samples.samples().get(2).reading());
  }

  @Test
  void readsEveryOtherKindOfLine() {
    assertInstanceOf(ReplayLine.Connected.class, line("\"host\":\"a\",\"link\":\"connected\""));
    assertInstanceOf(ReplayLine.Closed.class, line("\"host\":\"a\",\"link\":\"closed\""));
    assertInstanceOf(ReplayLine.Silent.class, line("\"host\":\"a\",\"link\":\"silent\""));
    assertInstanceOf(ReplayLine.Heartbeat.class, line("\"host\":\"a\",\"heartbeat\":true"));
    assertInstanceOf(
        ReplayLine.Witness.class, line("\"witness\":\"w\",\"host\":\"a\",\"answer\":\"refused\""));
    assertInstanceOf(ReplayLine.Tick.class, line("\"tick\":true"));
    ReplayLine.Bye bye =
        assertInstanceOf(
            ReplayLine.Bye.class, line("\"host\":\"a\",\"link\":\"bye\",\"reason\":\"upgrade\""));
    assertEquals(ByeReason.UPGRADE, bye.reason());
    ReplayLine.Blackout blackout =
        assertInstanceOf(
            ReplayLine.Blackout.class, line("\"blackout_from\":\"2026-03-02T17:59:00+08:00\""));
    assertEquals(Instant.parse("2026-03-02T09:59:00Z"), blackout.from());
  }

  @Test
  void readsCommandsAndLeavesWhatIsNotSaidUnstated() {
    assertEquals(
        new Command.Contact("Mr Li", "phone"),
        command("\"command\":\"contact\",\"whom\":\"Mr Li\",\"channel\":\"phone\""));
    assertEquals(new Command.Contact("unstated", "unstated"), command("\"command\":\"contact\""));
    assertEquals(
        new Command.Exclude("customer_act", "anna"),
        command("\"command\":\"exclude\",\"reason\":\"customer_act\""));
    assertEquals(
        new Command.Pause("lunch", Optional.of(Instant.parse("2026-03-02T11:00:00Z"))),
        command("\"command\":\"pause\",\"reason\":\"lunch\",\"until\":\"2026-03-02T11:00:00Z\""));
  }

  @Test
  void readsIncidentsByWhatTheyAreAbout() {
    ReplayLine.Order order =
        assertInstanceOf(
            ReplayLine.Order.class,
            line(
                "\"command\":\"close\",\"by\":\"anna\",\"incident\":"
                    + "{\"host\":\"a\",\"rule\":\"r\",\"subject\":\"\"}"));
    NamedIncident.About about = assertInstanceOf(NamedIncident.About.class, order.target());
    assertEquals("of rule r on a subject ''", about.match().toString());
  }

  @Test
  void readsASubjectAsItsAttributes() {
    ReplayLine.Order order =
        assertInstanceOf(
            ReplayLine.Order.class,
            line(
                "\"command\":\"close\",\"by\":\"anna\",\"incident\":{\"host\":\"a\",\"rule\":\"r\","
                    + "\"subject\":{\"b\":\"x,y\",\"a\":\"1\"}}"));
    NamedIncident.About about = assertInstanceOf(NamedIncident.About.class, order.target());
    assertEquals(Optional.of("a=1,b=x\\,y"), about.match().subject());
  }

  @ParameterizedTest
  @CsvSource({
    "third_party, third party",
    "force_majeure, Force-Majeure",
    "customer_act, customer's own act",
    "customer_act, customer_act",
    "tea, tea"
  })
  void readsWhyAnIncidentIsExcludedInManySpellings(String cause, String text) {
    assertEquals(
        new Command.Exclude(cause, "boss"),
        command("\"command\":\"exclude\",\"approver\":\"boss\",\"cause\":\"" + text + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1] | not an object",
        "{\"at\":\"10:00\",\"tick\":true} | \"at\": '10:00' is no time",
        "{\"tick\":true} | \"at\" is missing",
        "{AT} | says nothing",
        "{AT,\"tick\":true,\"link\":\"closed\"} | says several things: link, tick",
        "{AT,\"tick\":false} | \"tick\": false",
        "{AT,\"host\":\"a b\",\"link\":\"closed\"} | \"host\": 'a b' cannot be a host",
        "{AT,\"host\":\"a\",\"link\":\"gone\"} | \"link\": 'gone'",
        "{AT,\"host\":\"a\",\"link\":\"bye\",\"reason\":\"tea\"} | \"reason\": 'tea'",
        "{AT,\"host\":\"a\",\"samples\":3} | \"samples\" is no array",
        "{AT,\"host\":\"a\",\"samples\":[{\"metric\":\"m\"}]} | a sample without",
        "{AT,\"host\":\"a\",\"samples\":[{\"metric\":\"m\",\"value\":[]}]} | \"value\": []",
        "{AT,\"witness\":\"w\",\"host\":\"a\",\"answer\":\"no\"} | \"answer\": 'no'",
        "{AT,\"blackout_from\":\"2026-03-02T10:00:01Z\"} | \"blackout_from\" is after \"at\"",
        "{AT,\"command\":\"dance\",\"incident\":\"I\",\"by\":\"x\"} | \"command\": 'dance' is",
        "{AT,\"command\":\"close\",\"incident\":7,\"by\":\"x\"} | \"incident\": 7",
        "{AT,\"command\":\"close\",\"incident\":\"I\"} | \"by\" is missing",
        "{AT,\"command\":\"close\",\"incident\":{\"rule\":\"?\"},\"by\":\"x\"} | \"rule\": '?'"
      })
  void namesFileLineAndMistake(String text, String what) {
    List<String> problems = problems("", text.replace("AT", AT));
    assertEquals(1, problems.size());
    String start = "day.jsonl:2:1: " + what;
    assertEquals(start, problems.getFirst().substring(0, start.length()));
  }

  @Test
  void brokenJsonIsNamedWithItsColumn() {
    String problem = problems("{" + AT + ",\"tick\":tru}").getFirst();
    assertEquals("day.jsonl:1:", problem.substring(0, 12));
    assertEquals(true, problem.contains("not JSON"));
  }

  @Test
  void allMistakesAreListedAtOnce() {
    assertEquals(2, problems("{}", "{" + AT + ",\"tick\":true}", "x").size());
  }

  @Test
  void timeMustNotRunBackwards() {
    List<String> problems =
        problems(
            "{" + AT + ",\"tick\":true}", "{\"at\":\"2026-03-02T09:59:59.999Z\",\"tick\":true}");
    assertEquals(
        List.of(
            "day.jsonl:2:1: \"at\" is earlier than the line before; expected lines in order of"
                + " time"),
        problems);
  }
}
