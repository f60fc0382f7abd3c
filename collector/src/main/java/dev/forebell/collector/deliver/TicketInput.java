package dev.forebell.collector.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
 * it. Confined to one thread.
 */
final class TicketInput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutboxMessage message;
  private final WebhookEndpoint endpoint;
  private final TicketFacts facts;
  private final Function<IncidentId, Optional<TicketReference>> tickets;
  private final Instant now;
  private final Map<String, Object> got = new LinkedHashMap<>();
  private Optional<TicketReference> ticket = Optional.empty();
  private Optional<Map<String, Object>> made = Optional.empty();

  /**
   * Nothing is read yet.
   *
   * @param tickets the endpoint's ticket of an incident: asked for the one that explains this one
   * @param now wall time
   */
  TicketInput(
      OutboxMessage message,
      WebhookEndpoint endpoint,
      TicketFacts facts,
      Function<IncidentId, Optional<TicketReference>> tickets,
      Instant now) {
    this.message = message;
    this.endpoint = endpoint;
    this.facts = facts;
    this.tickets = tickets;
    this.now = now;
  }

  /**
   * All of it, made when it is first asked for: an endpoint that gets events as they are has no
   * expression, and texts, clocks and the parent's ticket cost more than the request.
   */
  Map<String, Object> values() {
    if (made.isEmpty()) {
      made = Optional.of(made());
    }
    return made.get();
  }

  private Map<String, Object> made() {
    Map<String, Object> values = object(message.object());
    TicketDesk desk = endpoint.desk();
    Optional<ParentTicket> above = ParentTicket.of(Tree.of(values), facts, tickets);
    values.put("endpoint", endpoint.url().toString());
    values.put("key", message.incident().value());
    values.put("message", message.webhookId());
    values.put("now", now.toString());
    values.put("vars", desk.vars());
    Map<String, Object> credentials = new LinkedHashMap<>();
    desk.credentials().forEach((name, secret) -> credentials.put(name, secret.reveal()));
    values.put("credentials", credentials);
    values.put("got", got);
    values.put("clocks", clocks());
    facts.board().ifPresent(board -> values.put("board", board + "/#" + message.incident()));
    above.flatMap(ParentTicket::ticket).ifPresent(parent -> values.put("parent", map(parent)));
    values.put("texts", written(Tree.of(values), above));
    values.put("reference", "");
    values.put("joined", false);
    ticket.ifPresent(known -> put(values, known));
    return values;
  }

  private Map<String, Object> written(Tree event, Optional<ParentTicket> parent) {
    TicketTexts texts = new TicketTexts(facts.customer(message.customer()));
    Tree incident = event.at("incident");
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("title", texts.title(incident));
    written.put(
        "description",
        texts.description(
            incident,
            event.at("clocks").items(),
            parent.flatMap(ParentTicket::ticket).map(TicketReference::number).orElse(""),
            event.text("board")));
    written.put("note", texts.note(event, parent));
    return written;
  }

  private Object clocks() {
    return facts
        .incident(message.incident())
        .flatMap(row -> Tree.of(object(row.object())).at("clocks").value())
        .orElse(List.of());
  }

  /** Expressions see this ticket from here on. */
  void ticket(TicketReference known) {
    ticket = Optional.of(known);
    made.ifPresent(values -> put(values, known));
  }

  private static void put(Map<String, Object> values, TicketReference ticket) {
    values.put("reference", ticket.reference());
    values.put("ticket", map(ticket));
    values.put("joined", ticket.joined());
  }

  /** The desk's ticket was there before: what the desk is told first is everything. */
  void tellAll() {
    Tree written = Tree.of(values()).at("texts");
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("title", written.text("title"));
    all.put("description", written.text("description"));
    all.put("note", written.text("title") + "\n\n" + written.text("description"));
    values().put("texts", all);
  }

  /** Later expressions see this answer as {@code got.name}. */
  void got(String name, String answer) {
    got.put(name, json(answer));
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
