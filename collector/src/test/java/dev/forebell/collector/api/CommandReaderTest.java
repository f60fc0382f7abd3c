package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.incident.Command;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandReaderTest {
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00Z");

  static Stream<Arguments> commands() {
    return Stream.of(
        of("acknowledge", "{}", new Command.Acknowledge("")),
        of("acknowledge", "{'comment':' on it '}", new Command.Acknowledge("on it")),
        of("assign", "{'to':'Li'}", new Command.Assign("Li")),
        of("contact", "{'whom':'Wu','channel':'phone'}", new Command.Contact("Wu", "phone")),
        of("dispatch", "{'who':'Li'}", new Command.Dispatch("Li")),
        of("arrive", "{'who':'Li'}", new Command.Arrive("Li")),
        of("diagnose", "{'cause':'disk'}", new Command.Diagnose("disk")),
        of("comment", "{'text':'x'}", new Command.Comment("x")),
        of("pause", "{'reason':'r'}", new Command.Pause("r", Optional.empty())),
        of(
            "pause",
            "{'reason':'r','until':'2026-11-21T17:30:00+08:00'}",
            new Command.Pause("r", Optional.of(TIME))),
        of("resume", "{}", new Command.Resume()),
        of("resolve", "{'reason':'r'}", new Command.Resolve("r")),
        of("reopen", "{'reason':'r'}", new Command.Reopen("r")),
        of("close", "{}", new Command.Close()),
        of("report", "{'who':'u'}", new Command.Report("u", Optional.empty())),
        of(
            "report",
            "{'who':'u','reported_at':'2026-11-21T09:30:00Z'}",
            new Command.Report("u", Optional.of(TIME))),
        of(
            "link",
            "{'system':'desk','reference':'7','url':'https://d/7'}",
            new Command.Link("desk", "7", "https://d/7")),
        of(
            "exclude",
            "{'cause':'third_party','approver':'Wu'}",
            new Command.Exclude("third_party", "Wu")),
        of("promote", "{'reason':'r'}", new Command.Promote("r")),
        of("demote", "{'reason':'r'}", new Command.Demote("r")));
  }

  private static Arguments of(String name, String fields, Command expected) {
    return Arguments.of(name, fields, expected);
  }

  private static JsonObject body(String name, String fields) {
    return new JsonObject(fields.replace('\'', '"')).put("command", name).put("by", "Anna");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void readsEveryCommandOfTheEngine(String name, String fields, Command expected) {
    assertEquals(new CommandReader.Read(expected, "Anna"), CommandReader.read(body(name, fields)));
  }

  @Test
  void noCommandOfTheEngineIsForgotten() {
    Set<Object> covered = new TreeSet<>();
    commands().forEach(c -> covered.add(c.get()[2].getClass().getSimpleName()));
    Set<Object> all = new TreeSet<>();
    Stream.of(Command.class.getPermittedSubclasses()).forEach(c -> all.add(c.getSimpleName()));
    assertEquals(all, covered);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "assign | {} | assign: 'to' is missing.",
        "assign | {'to':'  '} | assign: 'to' is missing.",
        "resume | {'reason':'r'} | resume: 'reason' does not belong to it.",
        "link | {'system':'d','reference':'7','url':'javascript:x'} | link: 'url' must begin with"
            + " http:// or https://.",
        "exclude | {'cause':'rain','approver':'Wu'} | exclude: 'cause' must be one of custom_code,"
            + " customer_act, force_majeure, third_party.",
        "pause | {'reason':'r','until':'tomorrow'} | pause: 'until' is not an RFC 3339 time such as"
            + " 2026-11-21T09:30:00Z."
      },
      delimiter = '|')
  void saysWhatIsWrong(String name, String fields, String detail) {
    assertEquals(new CommandReader.Malformed(detail), CommandReader.read(body(name, fields)));
  }
}
