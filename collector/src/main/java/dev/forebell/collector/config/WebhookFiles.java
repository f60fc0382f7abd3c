package dev.forebell.collector.config;

import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import dev.forebell.collector.port.WebhookEndpoint.Search;
import dev.forebell.common.config.Position;
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

  private final DeskReader desks;

  /**
   * @param adapters all there are, read before
   */
  WebhookFiles(Secrets secrets, SortedMap<String, Adapter> adapters) {
    this.secrets = secrets;
    this.desks = new DeskReader(secrets, adapters);
  }

  void read(YamlMap file) {
    file.expect(Shape.WEBHOOK_FILE.keys());
    CallReader reader = new CallReader(secrets);
    SortedMap<Kind, Call> calls = reader.calls(file);
    Optional<Search> search = reader.search(file);
    file.map("webhook")
        .map(map -> map.expect(Shape.WEBHOOK.keys()))
        .flatMap(map -> endpoint(map, calls, search))
        .ifPresent(endpoint -> webhooks.put(endpoint.id(), endpoint));
  }

  /** Where a webhook stands. */
  Position positionOf(String id) {
    return ids.positionOf(id).orElseGet(() -> Position.startOf("webhooks"));
  }

  SortedMap<String, WebhookEndpoint> webhooks() {
    return webhooks;
  }

  private Optional<WebhookEndpoint> endpoint(
      YamlMap map, SortedMap<Kind, Call> own, Optional<Search> search) {
    Optional<String> id = ids.define(map, name -> name);
    Route route = new RouteReader(secrets).read(map);
    Optional<DeskMaker> maker = desks.read(map);
    Optional<DeskMaker.Made> made = maker.map(DeskMaker::make);
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            id.orElse("unnamed"),
            map.get("url").flatMap(value -> url(value, route.allow())).orElse(NOWHERE),
            route,
            map.each("secrets", this::signingSecret),
            headers(map, made),
            map.get("timeout")
                .flatMap(value -> Durations.within(value, "1s", "1m"))
                .orElse(TIMEOUT),
            map.get("late_commit")
                .flatMap(value -> Durations.within(value, "0s", "10m"))
                .orElse(WebhookEndpoint.LATE_COMMIT),
            calls(own, maker),
            map.each("events", Endpoints::event),
            search.or(() -> maker.flatMap(desk -> desk.adapter().search())),
            new Pace(
                map.integer("concurrency", 1, MOST_CONCURRENCY).orElse(Pace.USUAL.concurrency()),
                map.integer("per_minute", 1, MOST_PER_MINUTE)
                    .map(OptionalInt::of)
                    .orElseGet(OptionalInt::empty)),
            made.map(DeskMaker.Made::desk).orElse(TicketDesk.NONE));
    return id.map(known -> endpoint);
  }

  // What the file says itself stands before what its adapter says.
  private static SortedMap<Kind, Call> calls(SortedMap<Kind, Call> own, Optional<DeskMaker> maker) {
    SortedMap<Kind, Call> calls = new TreeMap<>();
    maker.ifPresent(desk -> calls.putAll(desk.adapter().calls()));
    calls.putAll(own);
    return calls.isEmpty() ? CallReader.plain() : calls;
  }

  private SortedMap<String, Secret> headers(YamlMap map, Optional<DeskMaker.Made> made) {
    SortedMap<String, Secret> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    made.ifPresent(desk -> headers.putAll(desk.headers()));
    map.get("headers").map(this::headers).ifPresent(own -> headers.putAll(own));
    return headers;
  }

  private Optional<URI> url(YamlValue value, List<String> allow) {
    return secrets.text(value).flatMap(text -> WebAddress.read(value, text, allow));
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
