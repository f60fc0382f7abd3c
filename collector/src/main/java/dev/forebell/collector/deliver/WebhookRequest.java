package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Route;
import dev.forebell.common.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One request to an endpoint.
 *
 * @param headers may hold secrets
 * @param body JSON, or the form of a login; empty: none
 * @param timeout for all of it, resolving the name and reading the answer included
 * @param repeatable whether it does no harm if it reaches its endpoint twice
 */
public record WebhookRequest(
    String method,
    URI url,
    SortedMap<String, Secret> headers,
    Optional<String> body,
    Duration timeout,
    Route route,
    boolean repeatable) {
  /** One that may reach its endpoint only once. */
  public WebhookRequest(
      String method,
      URI url,
      SortedMap<String, Secret> headers,
      Optional<String> body,
      Duration timeout,
      Route route) {
    this(method, url, headers, body, timeout, route, false);
  }

  /** Without user, password, query and fragment: for people's eyes. */
  String place() {
    return url.getScheme()
        + "://"
        + url.getRawAuthority().replaceFirst("^.*@", "")
        + url.getRawPath();
  }

  WebhookRequest with(String text) {
    return new WebhookRequest(method, url, headers, Optional.of(text), timeout, route, repeatable);
  }

  WebhookRequest with(String header, Secret value) {
    SortedMap<String, Secret> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(header, value);
    return new WebhookRequest(method, url, more, body, timeout, route, repeatable);
  }

  /** The same, and harmless if it reaches its endpoint twice. */
  WebhookRequest asRepeatable() {
    return new WebhookRequest(method, url, headers, body, timeout, route, true);
  }
}
