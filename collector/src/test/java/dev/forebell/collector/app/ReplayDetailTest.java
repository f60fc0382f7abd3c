package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each line of a replay explains itself. */
class ReplayDetailTest {
  private static final Path CONFIG = Path.of("src/test/resources/replay/config");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ID = "\"incident\":\"INC-ACME-2026-1\",\"by\":\"li\"";

  private static List<JsonNode> replay(List<String> lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        new Replay(
                CONFIG,
                Optional.empty(),
                false,
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
            .run("-");
    assertEquals(0, code);
    List<JsonNode> events = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      events.add(JSON.readTree(line));
    }
    return events;
  }

  private static String at(String time, String rest) {
    return "{\"at\":\"2026-03-02T" + time + "Z\"," + rest + "}";
  }

  private static List<String> day() {
    return List.of(
        at("01:50:00", "\"host\":\"files-01\",\"link\":\"connected\""),
        at("02:00:00", "\"host\":\"files-01\",\"link\":\"silent\""),
        at("02:06:00", "\"command\":\"contact\",\"whom\":\"Wang\",\"channel\":\"phone\"," + ID),
        at("02:10:00", "\"command\":\"pause\",\"reason\":\"waiting_customer\"," + ID),
        at("02:20:00", "\"command\":\"resume\"," + ID),
        at("02:30:00", "\"host\":\"files-01\",\"link\":\"connected\""),
        at("04:30:00", "\"command\":\"acknowledge\"," + ID),
        at("04:40:00", "\"tick\":true"));
  }

  /** Time, event, clock and what its detail says beside the promise. */
  private static String line(JsonNode event) {
    JsonNode detail = event.at("/incident/evidence/detail");
    String clock = event.at("/clock/set").asText() + " " + event.at("/clock/name").asText();
    StringBuilder said = new StringBuilder(event.get("at").asText().substring(11, 19));
    said.append(' ').append(event.get("event").asText().substring(4)).append(' ').append(clock);
    for (String name : List.of("mark", "due_at", "stopped_by", "stopped_at", "from", "until")) {
      if (detail.has(name)) {
        String value = detail.get(name).asText();
        said.append(' ').append(name).append('=');
        said.append(value.contains("T") ? value.substring(11, 19) : value);
      }
    }
    return said.append(detail.has("reason") ? " " + detail.get("reason").asText() : "").toString();
  }

  @Test
  void anEventOfAClockSaysWhatMadeIt() throws IOException {
    List<JsonNode> clocks =
        replay(day()).stream()
            .filter(event -> event.get("event").asText().startsWith("sla."))
            .toList();
    assertEquals(
        """
        02:00:30 started internal response
        02:00:30 started contract response
        02:00:30 started contract onsite
        02:00:30 started contract resolution
        02:05:30 warning internal response mark=50% due_at=02:05:30
        02:06:00 met internal response stopped_by=contacted stopped_at=02:06:00
        02:06:00 met contract response stopped_by=contacted stopped_at=02:06:00
        02:10:00 paused contract onsite from=02:10:00 until=null waiting_customer
        02:10:00 paused contract resolution from=02:10:00 until=null waiting_customer
        02:20:00 resumed contract onsite from=02:10:00 until=02:20:00 waiting_customer
        02:20:00 resumed contract resolution from=02:10:00 until=02:20:00 waiting_customer
        02:30:00 paused contract resolution from=02:30:00 until=null good_sample
        02:31:00 not_needed contract onsite stopped_by=restored stopped_at=02:30:00
        02:31:00 met contract resolution stopped_by=restored stopped_at=02:30:00
        """
            .strip(),
        String.join("\n", clocks.stream().map(ReplayDetailTest::line).toList()));
  }

  @Test
  void anEventOfAClockNamesItsPromise() throws IOException {
    for (JsonNode event : replay(day())) {
      if (event.get("event").asText().startsWith("sla.")) {
        JsonNode detail = event.at("/incident/evidence/detail");
        assertEquals("premium", detail.get("contract").asText());
        assertEquals(
            switch (event.at("/clock/set").asText() + " " + event.at("/clock/name").asText()) {
              case "contract response" -> "2h";
              case "contract resolution" -> "1wd";
              case "contract onsite" -> "2h";
              default -> "10m";
            },
            detail.get("target").asText());
        assertEquals("2026-03-02T02:00:30.000Z", detail.get("started_at").asText());
      }
    }
  }

  @Test
  void aCommandThatComesAfterTheEndIsRefusedByName() throws IOException {
    JsonNode refused =
        replay(day()).stream()
            .filter(event -> event.get("event").asText().equals("command.refused"))
            .findFirst()
            .orElseThrow();
    assertEquals("illegal_in_state", refused.get("reason").asText());
    assertEquals("closed", refused.at("/incident/state").asText());
    assertEquals(
        "closed to acknowledged", refused.at("/incident/evidence/detail/refused").asText());
  }
}
