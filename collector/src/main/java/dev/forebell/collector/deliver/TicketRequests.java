package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import dev.forebell.common.model.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the requests of one endpoint as its configuration says, signed for one attempt. */
final class TicketRequests {
  static final String REFERENCE = "{reference}";
  private static final String KEY = "{key}";

  private final ObjectMapper json = new ObjectMapper();
  private final WebhookEndpoint endpoint;

  TicketRequests(WebhookEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * A change of the ticket.
   *
   * @param at the collector's wall clock: goes into the signature
   * @throws Mapping.MappingFailure if the body's mapping does not work for this event
   */
  WebhookRequest change(
      Call call, OutboxMessage message, Optional<TicketReference> ticket, Instant at) {
    String reference = ticket.map(TicketReference::reference).orElse("");
    String body = body(call, message, reference);
    long timestamp = at.getEpochSecond();
    SortedMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    header(headers, "Content-Type", "application/json");
    header(headers, "User-Agent", "Forebell");
    header(headers, "webhook-id", message.webhookId());
    header(headers, "webhook-timestamp", Long.toString(timestamp));
    if (!endpoint.secrets().isEmpty()) {
      header(
          headers,
          "webhook-signature",
          Signature.of(endpoint.secrets(), message.webhookId(), timestamp, body));
    }
    headers.putAll(endpoint.headers());
    return request(call.method(), call.path().replace(REFERENCE, encoded(reference)), headers)
        .with(body);
  }

  /** The question whether the desk has a ticket of this incident. */
  WebhookRequest search(Search search, OutboxMessage message) {
    SortedMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    header(headers, "Accept", "application/json");
    header(headers, "User-Agent", "Forebell");
    headers.putAll(endpoint.headers());
    String path = search.path().replace(KEY, encoded(message.incident().value()));
    return request("GET", path, headers);
  }

  // Desks write their queries with brackets; a URL wants them encoded.
  private WebhookRequest request(String method, String path, SortedMap<String, Secret> headers) {
    String base = endpoint.url().toString();
    String joined =
        base.endsWith("/") && path.startsWith("/") ? base + path.substring(1) : base + path;
    return new WebhookRequest(
        method,
        URI.create(joined.replace("[", "%5B").replace("]", "%5D").replace(" ", "%20")),
        headers,
        Optional.empty(),
        endpoint.timeout(),
        endpoint.allow());
  }

  private static void header(SortedMap<String, Secret> headers, String name, String value) {
    headers.put(name, new Secret(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private String body(Call call, OutboxMessage message, String reference) {
    Map<String, Object> object = read(message.object());
    try {
      if (call.body().isEmpty()) {
        return json.writeValueAsString(envelope(message, object));
      }
      object.put("reference", reference);
      Object mapped =
          Mapping.evaluate(call.body().get(), object)
              .orElseThrow(() -> new Mapping.MappingFailure("the body's mapping gives nothing"));
      return json.writeValueAsString(mapped);
    } catch (JsonProcessingException e) {
      throw new Mapping.MappingFailure(Failures.text(e));
    }
  }

  // The envelope of Standard Webhooks; its time is the event's, so that every attempt is the same.
  private static Map<String, Object> envelope(OutboxMessage message, Map<String, Object> object) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("type", message.event());
    envelope.put("timestamp", object.getOrDefault("at", ""));
    envelope.put("data", object);
    return envelope;
  }

  @SuppressWarnings("unchecked") // a JSON object is read as a map of its keys
  private Map<String, Object> read(String object) {
    try {
      return json.readValue(object, LinkedHashMap.class);
    } catch (JsonProcessingException e) {
      throw new Mapping.MappingFailure("the event is no JSON object: " + Failures.text(e));
    }
  }
}
