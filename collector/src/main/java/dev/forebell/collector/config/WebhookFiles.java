package dev.forebell.collector.config;

import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.config.YamlMap;
import dev.forebell.common.config.YamlValue;
import dev.forebell.common.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code webhooks/*.yaml}, one endpoint a file. */
final class WebhookFiles {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int MOST_CONCURRENCY = 64;
  private static final int MOST_PER_MINUTE = 6000;
  private static final URI NOWHERE = URI.create("https://unnamed.invalid/");
  private final Ids ids = new Ids("webhook");
  private final SortedMap<String, WebhookEndpoint> webhooks = new TreeMap<>();
  private final Secrets secrets;

  WebhookFiles(Secrets secrets) {
    this.secrets = secrets;
  }

  void read(YamlMap file) {
    file.expect(Shape.WEBHOOK_FILE.keys());
    CallReader reader = new CallReader(secrets);
    SortedMap<WebhookEndpoint.Kind, WebhookEndpoint.Call> calls = reader.calls(file);
    Optional<WebhookEndpoint.Search> search = reader.search(file);
    file.map("webhook")
        .map(map -> map.expect(Shape.WEBHOOK.keys()))
        .flatMap(map -> endpoint(map, calls, search))
        .ifPresent(endpoint -> webhooks.put(endpoint.id(), endpoint));
  }

  SortedMap<String, WebhookEndpoint> webhooks() {
    return webhooks;
  }

  private Optional<WebhookEndpoint> endpoint(
      YamlMap map,
      SortedMap<WebhookEndpoint.Kind, WebhookEndpoint.Call> calls,
      Optional<WebhookEndpoint.Search> search) {
    Optional<String> id = ids.define(map, name -> name);
    List<String> allow = map.each("allow", Endpoints::range);
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            id.orElse("unnamed"),
            map.get("url").flatMap(value -> url(value, allow)).orElse(NOWHERE),
            allow,
            map.each("secrets", this::signingSecret),
            map.get("headers").map(this::headers).orElseGet(TreeMap::new),
            map.get("timeout")
                .flatMap(value -> Durations.within(value, "1s", "1m"))
                .orElse(TIMEOUT),
            calls,
            map.each("events", Endpoints::event),
            search,
            new Pace(
                map.integer("concurrency", 1, MOST_CONCURRENCY).orElse(Pace.USUAL.concurrency()),
                map.integer("per_minute", 1, MOST_PER_MINUTE)
                    .map(OptionalInt::of)
                    .orElseGet(OptionalInt::empty)));
    return id.map(known -> endpoint);
  }

  private Optional<URI> url(YamlValue value, List<String> allow) {
    return secrets.text(value).flatMap(text -> Endpoints.url(value, text, allow));
  }

  private Optional<Secret> signingSecret(YamlValue value) {
    return secrets.text(value).flatMap(text -> Endpoints.signingSecret(value, text));
  }

  private SortedMap<String, Secret> headers(YamlValue value) {
    SortedMap<String, Secret> headers = new TreeMap<>();
    value
        .map()
        .ifPresent(
            map ->
                map.keys()
                    .forEach(
                        name ->
                            map.get(name)
                                .filter(at -> Endpoints.isHeader(at, name))
                                .flatMap(secrets::secret)
                                .ifPresent(secret -> headers.put(name, secret))));
    return headers;
  }
}
