package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.TicketDesk.Login;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the requests of one endpoint as its configuration says, signed for one attempt. */
final class TicketRequests {
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._~:/?#@!$&'()*+,;=%-]");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WebhookEndpoint endpoint;
  private final Mapping mapping;

  TicketRequests(WebhookEndpoint endpoint, Mapping mapping) {
    this.endpoint = endpoint;
    this.mapping = mapping;
  }

  WebhookEndpoint endpoint() {
    return endpoint;
  }

  Mapping mapping() {
    return mapping;
  }

  /**
   * A change of the ticket, or a question that belongs to one.
   *
   * @param input what the expressions see; not asked for where there is none
   * @param at the collector's wall clock: goes into the signature
   * @throws Mapping.MappingFailure if the body's mapping does not work for this event
   */
  WebhookRequest change(
      Call call, OutboxMessage message, Supplier<Map<String, Object>> input, Instant at) {
    if (call.method().equals("GET")) {
      return asking("GET", call.path(), input.get());
    }
    String body = body(call, message, input);
    long timestamp = at.getEpochSecond();
    SortedMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    header(headers, "Content-Type", "application/json");
    header(headers, "Accept", "application/json");
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
    String path = Mapping.asks(call.path()) ? mapping.path(call.path(), input.get()) : call.path();
    return request(call.method(), path, headers).with(body);
  }

  /** What is told again: no message, so unsigned. */
  WebhookRequest again(String path, List<Object> lists, Map<String, Object> input) {
    WebhookRequest plain = plain("POST", mapping.path(path, input), new TreeMap<>());
    plain.headers().put("Content-Type", new Secret("application/json"));
    return plain.with(json(lists));
  }

  /** What is asked for a token. */
  WebhookRequest opening(Login.Session session) {
    WebhookRequest plain =
        plain(session.method(), session.path(), new TreeMap<>(session.headers()));
    if (session.form().isEmpty()) {
      return plain;
    }
    plain.headers().put("Content-Type", new Secret("application/x-www-form-urlencoded"));
    return plain.with(
        session.form().entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue().reveal()))
            .collect(Collectors.joining("&")));
  }

  /** A question to the desk. */
  WebhookRequest question(Search search, Map<String, Object> input) {
    WebhookRequest plain = asking(search.method(), search.path(), input);
    if (search.body().isEmpty()) {
      return plain;
    }
    plain.headers().put("Content-Type", new Secret("application/json"));
    return plain.with(written(search.body().get(), input));
  }

  /**
   * A question without a body.
   *
   * @param path may hold expressions
   */
  WebhookRequest asking(String method, String path, Map<String, Object> input) {
    return plain(method, mapping.path(path, input), new TreeMap<>()).asRepeatable();
  }

  /**
   * A request without a body.
   *
   * @param own besides the endpoint's headers
   */
  WebhookRequest plain(String method, String path, SortedMap<String, Secret> own) {
    SortedMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    header(headers, "Accept", "application/json");
    header(headers, "User-Agent", "Forebell");
    headers.putAll(endpoint.headers());
    headers.putAll(own);
    return request(method, path, headers);
  }

  // Desks write their queries with brackets and carets; a URL wants them encoded.
  private WebhookRequest request(String method, String path, SortedMap<String, Secret> headers) {
    String base = endpoint.url().toString();
    String joined =
        base.endsWith("/") && path.startsWith("/") ? base + path.substring(1) : base + path;
    return new WebhookRequest(
        method,
        URI.create(ILLEGAL.matcher(joined).replaceAll(found -> encoded(found.group()))),
        headers,
        Optional.empty(),
        endpoint.timeout(),
        endpoint.route());
  }

  private static void header(SortedMap<String, Secret> headers, String name, String value) {
    headers.put(name, new Secret(value));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private String body(Call call, OutboxMessage message, Supplier<Map<String, Object>> input) {
    return call.body()
        .map(expression -> written(expression, input.get()))
        .orElseGet(() -> envelope(message));
  }

  private String written(String expression, Map<String, Object> input) {
    return json(
        mapping
            .of(expression, input, Map.of())
            .orElseThrow(() -> new Mapping.MappingFailure("the body's mapping gives nothing")));
  }

  private String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new Mapping.MappingFailure(Failures.text(e));
    }
  }

  // The envelope of Standard Webhooks; its time is the event's, so that every attempt is the same.
  // The event goes as it is kept: to read it into values and write these again would cost most of
  // a delivery.
  private String envelope(OutboxMessage message) {
    return "{\"type\":"
        + json(message.event())
        + ",\"timestamp\":"
        + json(at(message.object()))
        + ",\"data\":"
        + message.object()
        + "}";
  }

  private static String at(String object) {
    try (JsonParser parser = JSON.createParser(object)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Mapping.MappingFailure("the event is no JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("at");
        parser.nextToken();
        if (found) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException e) {
      throw new Mapping.MappingFailure("the event is no JSON object: " + Failures.text(e));
    }
  }
}
