package dev.forebell.collector.config;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Quantity;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads {@code create}, {@code update}, {@code close} and {@code search} of a webhook.
 *
 * @param secrets for the references in links, whose address is the endpoint's
 */
record CallReader(Secrets secrets) {
  private static final List<String> METHODS = List.of("POST", "PUT", "PATCH");
  private static final WebhookEndpoint.Call PLAIN =
      new WebhookEndpoint.Call("POST", "", Optional.empty(), Optional.empty(), Optional.empty());

  /** A file that names no call at all sends every kind as the plain event object. */
  SortedMap<WebhookEndpoint.Kind, WebhookEndpoint.Call> calls(YamlMap file) {
    SortedMap<WebhookEndpoint.Kind, WebhookEndpoint.Call> calls = new TreeMap<>();
    for (WebhookEndpoint.Kind kind : WebhookEndpoint.Kind.values()) {
      file.map(Spelling.of(kind)).ifPresent(map -> calls.put(kind, call(map)));
    }
    if (calls.isEmpty()) {
      for (WebhookEndpoint.Kind kind : WebhookEndpoint.Kind.values()) {
        calls.put(kind, PLAIN);
      }
    }
    return calls;
  }

  private WebhookEndpoint.Call call(YamlMap map) {
    map.expect(Shape.CALL.keys());
    return new WebhookEndpoint.Call(
        map.choice("method", METHODS, method -> method).orElse("POST"),
        map.get("path").flatMap(CallReader::path).orElse(""),
        map.get("body").flatMap(CallReader::expression),
        map.get("reference").flatMap(CallReader::expression),
        map.get("link").flatMap(this::link));
  }

  /** How to ask the desk whether it has a ticket; empty: it is not asked. */
  Optional<WebhookEndpoint.Search> search(YamlMap file) {
    return file.map("search").flatMap(map -> searchIn(map.expect(Shape.SEARCH.keys())));
  }

  private Optional<WebhookEndpoint.Search> searchIn(YamlMap map) {
    Optional<String> path = map.get("path").flatMap(CallReader::path);
    Optional<String> reference = map.get("reference").flatMap(CallReader::expression);
    Optional<String> link = map.get("link").flatMap(this::link);
    path.filter(text -> !text.contains("{key}"))
        .flatMap(text -> map.get("path"))
        .ifPresent(at -> at.problem("it asks for no incident", "a path that holds {key}"));
    return path.flatMap(p -> reference.map(r -> new WebhookEndpoint.Search(p, r, link)));
  }

  private Optional<String> link(YamlValue value) {
    return expression(value).flatMap(text -> secrets.text(value));
  }

  private static Optional<String> path(YamlValue value) {
    String expected = "a path such as /api/v1/Case/{reference}";
    return value.parse(
        text ->
            text.startsWith("/") && text.chars().noneMatch(Character::isWhitespace)
                ? Parsed.good(text)
                : Parsed.bad(Quantity.quoted(text) + " is not a path", expected),
        expected);
  }

  static Optional<String> expression(YamlValue value) {
    return value.parse(CallReader::compiled, "a JSONata expression");
  }

  private static Parsed<String> compiled(String text) {
    try {
      Jsonata.jsonata(text);
      return Parsed.good(text);
    } catch (JException broken) {
      return Parsed.bad(
          "not JSONata at character " + broken.getLocation() + ": " + broken.getMessage(),
          "a JSONata expression");
    }
  }
}
