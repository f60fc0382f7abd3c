package dev.forebell.collector.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.WebhookEndpoint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the expressions of an endpoint see: the event object and around it the ticket, the parent's
 * ticket, the clocks, ready texts, and the endpoint's own values. {@code docs/adapters.md} lists
 * it.
 */
final class TicketInput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Object> values;
  private final Map<String, Object> got = new LinkedHashMap<>();
  private final TicketTexts texts;

  /**
   * @param tickets the endpoint's ticket of an incident: asked for the one that explains this one
   * @param now wall time
   */
  TicketInput(
      OutboxMessage message,
      WebhookEndpoint endpoint,
      TicketFacts facts,
      Function<IncidentId, Optional<TicketReference>> tickets,
      Instant now) {
    this.values = object(message.object());
    TicketDesk desk = endpoint.desk();
    Optional<CustomerConfig> customer = facts.customer(message.customer());
    Optional<ParentTicket> above = ParentTicket.of(Tree.of(values), facts, tickets);
    Optional<TicketReference> parent = above.flatMap(ParentTicket::ticket);
    values.put("endpoint", endpoint.url().toString());
    this.texts = new TicketTexts(customer);
    values.put("key", message.incident().value());
    values.put("message", message.webhookId());
    values.put("now", now.toString());
    values.put("vars", desk.vars());
    Map<String, Object> credentials = new LinkedHashMap<>();
    desk.credentials().forEach((name, secret) -> credentials.put(name, secret.reveal()));
    values.put("credentials", credentials);
    values.put("got", got);
    values.put("clocks", clocks(message, facts));
    facts.board().ifPresent(board -> values.put("board", board + "/#" + message.incident()));
    parent.ifPresent(ticket -> values.put("parent", map(ticket)));
    values.put("texts", written(above));
    noTicket();
  }

  private Map<String, Object> written(Optional<ParentTicket> parent) {
    Tree event = Tree.of(values);
    Tree incident = event.at("incident");
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("title", texts.title(incident));
    made.put(
        "description",
        texts.description(
            incident,
            event.at("clocks").items(),
            parent.flatMap(ParentTicket::ticket).map(TicketReference::number).orElse(""),
            event.text("board")));
    made.put("note", texts.note(event, parent));
    return made;
  }

  private static Object clocks(OutboxMessage message, TicketFacts facts) {
    return facts
        .incident(message.incident())
        .flatMap(row -> Tree.of(object(row.object())).at("clocks").value())
        .orElse(List.of());
  }

  /** Expressions see this ticket from here on. */
  void ticket(TicketReference ticket) {
    values.put("reference", ticket.reference());
    values.put("ticket", map(ticket));
    values.put("joined", ticket.joined());
  }

  private void noTicket() {
    values.put("reference", "");
    values.put("joined", false);
  }

  /** The desk's ticket was there before: what the desk is told first is everything. */
  void tellAll() {
    Tree written = Tree.of(values).at("texts");
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("title", written.text("title"));
    made.put("description", written.text("description"));
    made.put("note", written.text("title") + "\n\n" + written.text("description"));
    values.put("texts", made);
  }

  /** Later expressions see this answer as {@code got.name}. */
  void got(String name, String answer) {
    got.put(name, json(answer));
  }

  Map<String, Object> values() {
    return values;
  }

  private static Map<String, Object> map(TicketReference ticket) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("reference", ticket.reference());
    map.put("number", ticket.number());
    map.put("url", ticket.url());
    return map;
  }

  /**
   * An answer as JSON; what is none, as the text it is.
   *
   * @return maps, lists, strings, numbers, booleans
   */
  static Object json(String answer) {
    try {
      return Optional.ofNullable(JSON.readValue(answer, Object.class)).orElse(Map.of());
    } catch (JsonProcessingException _) {
      return answer;
    }
  }

  @SuppressWarnings("unchecked") // a JSON object is read as a map of its keys
  static Map<String, Object> object(String json) {
    try {
      return JSON.readValue(json, LinkedHashMap.class);
    } catch (JsonProcessingException e) {
      throw new Mapping.MappingFailure("the event is no JSON object: " + Failures.text(e));
    }
  }
}
