package dev.forebell.collector.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.forebell.collector.engine.Reason;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The output line of a command that was not carried out: no event, so it has no number. */
public final class RefusedLine {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RefusedLine() {}

  /**
   * One line without a line end.
   *
   * @param sentence what was refused, by name: 'closed to acknowledged'; it stands where an event's
   *     details stand
   * @param row the incident's row object, if exactly one was named
   */
  public static String write(
      Instant at, Reason reason, String sentence, String by, Optional<String> row) {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", TIME.format(at)).put("event", "command.refused").putNull("number");
    node.put("reason", reason.id()).put("by", by);
    node.set("incident", row.map(one -> incident(one, sentence)).orElse(null));
    return node.putNull("clock").toString();
  }

  /** An event's incident is a row's without its clocks. */
  private static ObjectNode incident(String row, String sentence) {
    try {
      ObjectNode incident = JSON.readValue(row, ObjectNode.class).without("clocks");
      incident.withObject("/evidence/detail").put("refused", sentence);
      return incident;
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("an incident row that is no JSON: " + row, broken);
    }
  }
}
