package dev.forebell.collector.api;

import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader.Recorded;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everything that is live: passes commits, host changes and heartbeats on to every client. */
final class EventStream implements AutoCloseable {
  private static final long HEARTBEAT_MILLIS = 10_000;
  private static final long HOST_POLL_MILLIS = 200;

  private final Vertx vertx;
  private final ApiParts parts;
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private final HostChanges hosts;
  private final EventFeed.Subscription subscription;
  private final long heartbeat;
  private final long poll;

  EventStream(Vertx vertx, ApiParts parts) {
    this.vertx = vertx;
    this.parts = parts;
    this.hosts = new HostChanges(parts.fleet());
    this.subscription = parts.feed().subscribe(this::committed);
    this.heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> beat());
    this.poll = vertx.setPeriodic(HOST_POLL_MILLIS, timer -> pollHosts());
  }

  void open(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Arguments arguments = Arguments.of(context);
    boolean wantsHosts = !arguments.text("of").orElse("all").equals("incidents");
    EventClient client =
        new EventClient(vertx, parts.incidents(), context.request(), wantsHosts, this::ended);
    if (wantsHosts && !hostsAreWanted()) {
      // Nobody looked meanwhile. Who opens the stream asks for the hosts as they are after that.
      hosts.restart();
    }
    response.closeHandler(closed -> ended(client));
    parts.observer().streamOpened();
    clients.add(client);
    client.start(time(), arguments.header("Last-Event-ID"));
  }

  private void ended(EventClient client) {
    if (clients.remove(client)) {
      parts.observer().streamClosed(client.tooSlow());
    }
  }

  private void committed(Recorded recorded) {
    EventMessage message = EventMessage.incident(recorded);
    clients.forEach(client -> client.offer(message));
  }

  private void beat() {
    EventMessage message = time();
    clients.forEach(client -> client.beat(message));
  }

  private EventMessage time() {
    return EventMessage.time(parts.time().instant());
  }

  private void pollHosts() {
    if (!hostsAreWanted()) {
      return;
    }
    for (EventMessage message : hosts.sinceLast()) {
      clients.stream().filter(EventClient::wantsHosts).forEach(client -> client.offer(message));
    }
  }

  private boolean hostsAreWanted() {
    return clients.stream().anyMatch(EventClient::wantsHosts);
  }

  @Override
  public void close() {
    subscription.close();
    vertx.cancelTimer(heartbeat);
    vertx.cancelTimer(poll);
  }
}
