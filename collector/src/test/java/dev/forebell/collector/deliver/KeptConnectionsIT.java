package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.port.Route;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over a connection that is kept, and what that may never change. */
final class KeptConnectionsIT {
  private static final List<String> LOOPBACK = List.of("127.0.0.0/8");
  private static final int MANY = 400;

  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final Map<HttpConnection, AtomicInteger> served = new ConcurrentHashMap<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicReference<byte[]> address = new AtomicReference<>(new byte[] {127, 0, 0, 1});
  // Told the request and how many came before it over its connection.
  private volatile BiConsumer<HttpServerRequest, Integer> desk =
      (request, before) -> request.response().setStatusCode(204).end();
  private Vertx vertx;
  private HttpServer server;
  private WebhookSender sender;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server = Await.done(vertx.createHttpServer().requestHandler(this::take).listen(0, "127.0.0.1"));
    sender =
        new WebhookSender(
            vertx,
            InstantSource.system(),
            host -> List.of(InetAddress.getByAddress(host, address.get())));
  }

  @AfterEach
  void stop() {
    sender.close();
    Await.done(vertx.close());
  }

  private void take(HttpServerRequest request) {
    connections.add(request.connection());
    int before =
        served.computeIfAbsent(request.connection(), _ -> new AtomicInteger()).getAndIncrement();
    request
        .body()
        .onSuccess(
            body -> {
              bodies.add(body.toString());
              desk.accept(request, before);
            });
  }

  private WebhookRequest post(String host, String body, List<String> allow) {
    return new WebhookRequest(
        "POST",
        URI.create("http://" + host + ":" + server.actualPort() + "/hook"),
        new TreeMap<>(),
        Optional.of(body),
        Duration.ofSeconds(10),
        Route.allowing(allow));
  }

  private DeliveryResult send(WebhookRequest request) {
    return sender.send(request).toCompletableFuture().join();
  }

  private DeliveryResult webhook(String body) {
    return send(post("127.0.0.1", body, LOOPBACK).asRepeatable());
  }

  @Test
  void webhooksShareAConnection() {
    for (int n = 0; n < 5; n++) {
      assertInstanceOf(Accepted.class, webhook("{}"));
    }
    assertEquals(1, connections.size());
  }

  @Test
  void whatMayNotArriveTwiceHasAConnectionOfItsOwn() {
    webhook("{}");
    for (int n = 0; n < 3; n++) {
      assertInstanceOf(Accepted.class, send(post("127.0.0.1", "{}", LOOPBACK)));
    }
    assertEquals(4, connections.size());
  }

  @Test
  void aConnectionThatTheDeskHadEnoughOfCostsNoAttempt() {
    desk =
        (request, before) -> {
          if (before > 0) {
            request.connection().close();
          } else {
            request.response().setStatusCode(204).end();
          }
        };
    assertInstanceOf(Accepted.class, webhook("one"));
    assertInstanceOf(Accepted.class, webhook("two"));
    assertEquals(List.of("one", "two", "two"), bodies);
  }

  @Test
  void aDeskThatCutsANewConnectionIsAskedOnce() {
    desk = (request, before) -> request.connection().close();
    assertEquals("connection", assertInstanceOf(Failed.class, webhook("one")).code());
    assertEquals(List.of("one"), bodies);
  }

  @Test
  void aDeskInTroubleThatCutsAConnectionIsAskedOnce() {
    desk =
        (request, before) -> {
          if (before > 0) {
            request.connection().close();
          } else {
            request.response().setStatusCode(503).end();
          }
        };
    webhook("one");
    assertEquals("connection", assertInstanceOf(Failed.class, webhook("two")).code());
    assertEquals(List.of("one", "two"), bodies);
  }

  @Test
  void whatOneRequestCameToIsNoMatterOfTheNext() {
    AtomicInteger count = new AtomicInteger();
    desk =
        (request, before) ->
            request.response().setStatusCode(count.getAndIncrement() % 3 == 0 ? 503 : 204).end();
    List<CompletableFuture<DeliveryResult>> all = new ArrayList<>();
    for (int n = 0; n < MANY; n++) {
      all.add(
          sender.send(post("127.0.0.1", "" + n, LOOPBACK).asRepeatable()).toCompletableFuture());
    }
    Set<String> seen = new TreeSet<>();
    all.forEach(one -> seen.add(one.join() instanceof Failed failed ? failed.code() : "accepted"));
    assertEquals(Set.of("accepted", "http_503"), seen);
    assertEquals(MANY, bodies.size(), "none was asked twice");
  }

  @Test
  void aKeptConnectionOpensNoWayPastTheGuard() {
    WebhookRequest allowed = post("desk.example", "{}", LOOPBACK).asRepeatable();
    assertInstanceOf(Accepted.class, send(allowed));
    assertEquals(
        "address_refused",
        assertInstanceOf(Rejected.class, send(post("desk.example", "{}", List.of()).asRepeatable()))
            .code());
    address.set(new byte[] {10, 0, 0, 1});
    assertEquals("address_refused", assertInstanceOf(Rejected.class, send(allowed)).code());
    assertEquals(1, bodies.size());
  }

  @Test
  void aNameThatMovedIsConnectedWhereItIsNow() {
    WebhookRequest request = post("desk.example", "{}", LOOPBACK).asRepeatable();
    assertInstanceOf(Accepted.class, send(request));
    address.set(new byte[] {127, 0, 0, 2}); // nobody listens there
    assertEquals(
        DeliveryResult.NOT_CONNECTED, assertInstanceOf(Failed.class, send(request)).code());
  }
}
