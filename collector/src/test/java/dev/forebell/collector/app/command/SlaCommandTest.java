package dev.forebell.collector.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as the launcher runs it, on the calendars that are shipped. */
class SlaCommandTest {
  private static final String CONFIG = Path.of("..", "config").toString();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path dir;

  private int run(String input, String... args) {
    CommandLine command =
        new CommandLine(
            new SlaCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8))));
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(args));
    if (args.length > 0 && !all.contains("--config")) {
      all.addAll(List.of("--config", CONFIG));
    }
    return command.execute(all.toArray(String[]::new));
  }

  private List<String> outLines() {
    return out.toString().lines().toList();
  }

  @Test
  void oneQuestionIsAnsweredInUtcAndByTheWallClock() {
    int code =
        run(
            "",
            "deadline",
            "--calendar",
            "cn-5x8",
            "--start",
            "2026-01-04T10:00:00+08:00",
            "--amount",
            "1wh");
    assertEquals(
        List.of("deadline 2026-01-04T03:00:00.000Z   2026-01-04T11:00:00+08:00 (Asia/Shanghai)"),
        outLines());
    assertEquals("", err.toString());
    assertEquals(0, code);
  }

  @Test
  void jsonSaysTheQuestionAgainWithItsDeadline() {
    run(
        "",
        "deadline",
        "--json",
        "--calendar",
        "always",
        "--start",
        "2026-01-04T10:00:00Z",
        "--amount",
        "PT90M");
    assertEquals(
        List.of(
            "{\"calendar\":\"always\",\"start\":\"2026-01-04T10:00:00Z\",\"amount\":\"90m\","
                + "\"deadline\":\"2026-01-04T11:30:00.000Z\"}"),
        outLines());
  }

  @Test
  void manyQuestionsAreAnsweredInOrderAndABadOneDoesNotStopTheRest() {
    int code =
        run(
            """
            {"calendar":"cn-5x8","start":"2026-02-14T17:00:00+08:00","amount":"2h"}
            {"calendar":"nowhere","start":"2026-02-14T17:00:00+08:00","amount":"2h"}
            {"amount":"0.5wd","start":"2026-06-03t02:00:00z","calendar":"cn-5x8","note":7}

            {"calendar":"cn-5x8","start":"2026-02-14 17:00","amount":"2h"}
            {"calendar":"cn-5x8","start":"2026-02-14T17:00:00Z","amount":"two"}
            {"calendar":5,"start":"2026-02-14T17:00:00Z","amount":"2h"}
            {"calendar":
            [1]
            {"calendar":"cn-5x8","start":"9999-12-31T17:00:00+08:00","amount":"2h"}
            {"calendar":"ru-5x8","start":"2026-04-30T16:30:00.25+03:00","amount":"1h"}
            """,
            "deadline");
    assertEquals(
        """
        {"calendar":"cn-5x8","start":"2026-02-14T17:00:00+08:00","amount":"2h","deadline":"2026-02-24T02:00:00.000Z"}
        {"error":"line 2: There is no calendar \\"nowhere\\"; expected one of always, cn-5x8, cn-7x12, cn-7x8, cn-mon-fri-9-18, cn-mon-sat-9-21, ru-5x8."}
        {"amount":"0.5wd","start":"2026-06-03t02:00:00z","calendar":"cn-5x8","note":7,"deadline":"2026-06-03T07:00:00.000Z"}
        {"error":"line 5: \\"2026-02-14 17:00\\" is no time with an offset; expected RFC 3339 such as 2026-01-04T10:00:00+08:00."}
        {"error":"line 6: \\"two\\" is not an amount of time; expected an amount such as 10m, 2h, 4wh (working hours), 0.5wd (working days), next_working_day or PT4H."}
        {"error":"line 7: calendar is not a text."}
        {"error":"line 8: this is no JSON, from column 13 on; expected an object with calendar, start and amount."}
        {"error":"line 9: this is no JSON object; expected an object with calendar, start and amount."}
        {"error":"line 10: The deadline in the calendar \\"cn-5x8\\" would fall after the year 9999."}
        {"calendar":"ru-5x8","start":"2026-04-30T16:30:00.25+03:00","amount":"1h","deadline":"2026-05-04T06:30:00.250Z"}
        """,
        outLines().stream().map(line -> line + "\n").collect(Collectors.joining()));
    assertEquals(1, code);
  }

  @Test
  void aThousandQuestionsAreStreamed() {
    String questions =
        IntStream.range(0, 1_500)
            .mapToObj(
                n ->
                    "{\"calendar\":\"cn-5x8\",\"start\":\"2026-01-0"
                        + (1 + n % 9)
                        + "T10:00:00-23:59\",\"amount\":\""
                        + n
                        + "m\"}\n")
            .collect(Collectors.joining());
    assertEquals(0, run(questions, "deadline"));
    assertEquals(1_500, outLines().size());
    assertTrue(outLines().stream().allMatch(line -> line.contains("\"deadline\":\"20")));
  }

  @Test
  void aBadOptionGetsOneSentence() {
    int code =
        run("", "deadline", "--calendar", "cn-5x8", "--start", "2026-01-04", "--amount", "1wh");
    assertEquals(
        "\"2026-01-04\" is no time with an offset; expected RFC 3339 such as"
            + " 2026-01-04T10:00:00+08:00."
            + System.lineSeparator(),
        err.toString());
    assertEquals(2, code);
  }

  @Test
  void aMissingCalendarGetsOneSentence() {
    int code = run("", "deadline", "--start", "2026-01-04T10:00:00Z", "--amount", "1wh");
    assertEquals(
        "No calendar is given; name one by --calendar, or a contract by --contract."
            + System.lineSeparator(),
        err.toString());
    assertEquals(2, code);
  }

  @Test
  void aBrokenCalendarIsNamedWithItsPlace() throws Exception {
    Files.createDirectories(dir.resolve("calendars"));
    Files.writeString(dir.resolve("calendars/x.yaml"), "calendar: {id: x, zone: Mars, week: {}}\n");
    int code = run("", "deadline", "--config", dir.toString());
    assertTrue(err.toString().startsWith("calendars/x.yaml:1:25: zone:"), err::toString);
    assertEquals(1, code);
  }

  @Test
  void aContractReadsTheCalendarInItsOwnWay() throws Exception {
    Files.createDirectories(dir.resolve("calendars"));
    Files.createDirectories(dir.resolve("contracts"));
    for (String name : List.of("cn-5x8.yaml", "cn-2024-2026.csv", "cn-2027.csv")) {
      Files.copy(Path.of(CONFIG, "calendars", name), dir.resolve("calendars").resolve(name));
    }
    Files.writeString(
        dir.resolve("contracts/c.yaml"),
        """
        contract: {id: plain, valid_from: 2026-01-01, valid_to: 2026-12-31, calendar: cn-5x8, makeup_days: false}
        targets: []
        """);
    String[] question = {
      "deadline", "--config", dir.toString(), "--contract", "plain", "--amount", "1wh", "--start"
    };
    assertEquals(0, run("", with(question, "2026-01-04T10:00:00+08:00")), err::toString);
    assertEquals(
        "deadline 2026-01-05T01:30:00.000Z   2026-01-05T09:30:00+08:00 (Asia/Shanghai)",
        out.toString().strip());
    assertEquals(2, run("", with(question, "2027-01-04T10:00:00+08:00")));
    assertEquals(
        "No version of the contract \"plain\" is in force at 2027-01-04T02:00:00.000Z.",
        err.toString().strip());
  }

  private static String[] with(String[] args, String last) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add(last);
    return all.toArray(String[]::new);
  }

  @Test
  void aDoubtfulDeadlineSaysSoOnStandardError() {
    assertEquals(
        0,
        run(
            "",
            "deadline",
            "--calendar",
            "ru-5x8",
            "--start",
            "2026-12-30T14:00:00+03:00",
            "--amount",
            "1wd"));
    assertEquals(
        "Not sure: the special days of 2027 in the calendar \"ru-5x8\" are provisional.",
        err.toString().strip());
  }

  @Test
  void aDoubtfulAnswerToAProgramSaysSoInTheLine() {
    run(
        "{\"calendar\":\"ru-5x8\",\"start\":\"2026-12-30T14:00:00+03:00\",\"amount\":\"1wd\"}\n",
        "deadline");
    assertEquals(
        "{\"calendar\":\"ru-5x8\",\"start\":\"2026-12-30T14:00:00+03:00\",\"amount\":\"1wd\","
            + "\"deadline\":\"2027-01-11T10:00:00.000Z\","
            + "\"flagged\":true,\"doubts\":{\"2027\":\"provisional\"}}",
        out.toString().strip());
  }

  @Test
  void theExplanationListsHoursThatCountAndDaysThatDoNot() {
    int code =
        run(
            "",
            "explain",
            "--calendar",
            "cn-5x8",
            "--start",
            "2026-04-30T17:00:00+08:00",
            "--amount",
            "5wh");
    assertEquals(
        """
        5h in cn-5x8 from 2026-04-30T17:00:00+08:00
        deadline 2026-05-06T06:00:00.000Z   2026-05-06T14:00:00+08:00 (Asia/Shanghai)
        counted  Thu 2026-04-30  17:00:00 - 17:30:00   0h30m00s
        skipped  Fri 2026-05-01  holiday: Labour Day
        skipped  Sat 2026-05-02  holiday: Labour Day
        skipped  Sun 2026-05-03  holiday: Labour Day
        skipped  Mon 2026-05-04  holiday: Labour Day
        skipped  Tue 2026-05-05  holiday: Labour Day
        counted  Wed 2026-05-06  08:30:00 - 12:00:00   3h30m00s
        counted  Wed 2026-05-06  13:00:00 - 14:00:00   1h00m00s
        """,
        outLines().stream().map(line -> line + "\n").collect(Collectors.joining()));
    assertEquals(0, code);
  }

  @Test
  void theExplanationIsJsonForPrograms() {
    run(
        "",
        "explain",
        "--json",
        "--calendar",
        "cn-5x8",
        "--start",
        "2026-01-03T12:00:00+08:00",
        "--amount",
        "1wh");
    assertEquals(
        "{\"calendar\":\"cn-5x8\",\"zone\":\"Asia/Shanghai\","
            + "\"start\":\"2026-01-03T04:00:00.000Z\",\"amount\":\"1h\","
            + "\"deadline\":\"2026-01-04T01:30:00.000Z\",\"flagged\":false,\"doubts\":{},\"counted\":[{\"date\":\"2026-01-04\",\"kind\":\"makeup\",\"name\":\"New"
            + " Year's Day\","
            + "\"from\":\"2026-01-04T08:30:00+08:00\",\"to\":\"2026-01-04T09:30:00+08:00\","
            + "\"seconds\":3600}],\"skipped\":[{\"date\":\"2026-01-03\",\"kind\":\"holiday\",\"name\":\"New"
            + " Year's Day\"}],\"complete\":true}",
        out.toString().strip());
  }

  @Test
  void withoutASubcommandItSaysWhatThereIs() {
    assertEquals(2, run(""));
    assertTrue(err.toString().startsWith("Say what to do: sla deadline, or sla explain."));
  }
}
