package dev.forebell.collector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.OutboxMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What an event says to people, read from its message.
 *
 * @param event its name, such as {@code incident.notified}
 * @param author who did it; empty: the machine
 * @param words what its author said with it; empty: nothing
 * @param step of the ladder that tells; 0: none
 * @param told ids of contacts that the same step tells
 * @param host empty: it is about something above hosts
 * @param deadlines of the clocks that run, in their order
 */
record Notice(
    String incident,
    String customer,
    String event,
    Instant at,
    Optional<String> author,
    String words,
    int step,
    List<String> told,
    String host,
    String site,
    String rule,
    String subject,
    String severity,
    boolean emergency,
    String state,
    String evidence,
    Instant beganAt,
    Optional<Instant> restoredAt,
    List<Due> deadlines) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> WORDS = List.of("comment", "cause", "text", "who", "whom");

  /** A clock and when it runs out. */
  record Due(String clock, Instant at) {}

  /** Whether somebody is asked to act. */
  boolean isAlarm() {
    return event.equals("incident.notified");
  }

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException if its object is no event
   */
  static Notice of(OutboxMessage message) {
    try {
      return read(JSON.readTree(message.object()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the event is no JSON object", e);
    }
  }

  private static Notice read(JsonNode event) {
    JsonNode incident = event.path("incident");
    JsonNode detail = incident.path("evidence").path("detail");
    List<String> told = new ArrayList<>();
    detail.path("told").forEach(one -> told.add(one.path("contact").asText("")));
    return new Notice(
        text(incident, "id"),
        text(incident, "customer"),
        text(event, "event"),
        Instant.parse(text(event, "at")),
        Optional.of(text(event, "by")).filter(by -> !by.equals("system")),
        words(detail),
        detail.path("step").asInt(),
        told.stream().filter(id -> !id.isEmpty() && !id.equals("null")).distinct().toList(),
        text(incident, "host"),
        text(incident, "site"),
        text(incident, "rule"),
        text(incident, "subject"),
        text(incident, "severity"),
        incident.path("emergency").asBoolean(),
        text(incident, "state"),
        evidence(incident.path("evidence")),
        Instant.parse(text(incident, "began_at")),
        Optional.of(text(incident, "restored_at")).filter(at -> !at.isEmpty()).map(Instant::parse),
        deadlines(event.path("clocks")));
  }

  private static String evidence(JsonNode evidence) {
    String emergency = text(evidence.path("emergency"), "text");
    String text = text(evidence, "text");
    return emergency.isEmpty() ? text : text + "\n" + emergency;
  }

  private static String words(JsonNode detail) {
    return WORDS.stream()
        .map(name -> text(detail, name))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static List<Due> deadlines(JsonNode clocks) {
    return StreamSupport.stream(clocks.spliterator(), false)
        .filter(clock -> text(clock, "set").equals("contract"))
        .filter(clock -> text(clock, "outcome").isEmpty())
        .map(clock -> new Due(text(clock, "name"), Instant.parse(text(clock, "deadline"))))
        .toList();
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNull() ? "" : value.asText("");
  }
}
