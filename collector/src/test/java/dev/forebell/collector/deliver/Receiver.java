package dev.forebell.collector.deliver;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real web server on loopback that records what it gets and answers as it is told. */
final class Receiver implements AutoCloseable {
  /** What to do with the next request; when nothing is queued: 200 with an empty object. */
  sealed interface Behaviour {
    record Reply(int status, Map<String, String> headers, String body) implements Behaviour {}

    /** Takes the request, then cuts the connection: the sender cannot know. */
    record Cut() implements Behaviour {}

    /** A good status, then a byte now and then, for ever. */
    record Drip() implements Behaviour {}

    record Silence() implements Behaviour {}
  }

  record Received(String method, String uri, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final Vertx vertx;
  private final HttpServer server;
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  Receiver(Vertx vertx) {
    this.vertx = vertx;
    this.server = vertx.createHttpServer().requestHandler(this::record);
    Await.done(server.listen(0, "127.0.0.1"));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  Receiver then(Behaviour... behaviours) {
    next.addAll(java.util.List.of(behaviours));
    return this;
  }

  Receiver reply(int status, String body) {
    return then(new Behaviour.Reply(status, Map.of(), body));
  }

  /** The next request; fails the test if none comes. */
  Received take() throws InterruptedException {
    return Optional.ofNullable(received.poll(20, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("no request came"));
  }

  boolean isQuiet() {
    return received.isEmpty();
  }

  private void record(HttpServerRequest request) {
    Behaviour behaviour =
        Optional.ofNullable(next.poll()).orElse(new Behaviour.Reply(200, Map.of(), "{}"));
    request
        .body()
        .onSuccess(
            body -> {
              Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
              request.headers().forEach(headers::put);
              received.add(
                  new Received(request.method().name(), request.uri(), headers, body.toString()));
              answer(request, behaviour);
            });
  }

  private void answer(HttpServerRequest request, Behaviour behaviour) {
    switch (behaviour) {
      case Behaviour.Reply reply -> {
        request.response().setStatusCode(reply.status());
        reply.headers().forEach(request.response()::putHeader);
        request.response().end(reply.body());
      }
      case Behaviour.Cut cut -> request.connection().close();
      case Behaviour.Drip drip -> {
        request.response().setChunked(true).write("{");
        vertx.setPeriodic(20, id -> drip(request, id));
      }
      case Behaviour.Silence silence -> {}
    }
  }

  private void drip(HttpServerRequest request, long timer) {
    if (request.response().closed()) {
      vertx.cancelTimer(timer);
    } else {
      request.response().write(Buffer.buffer(" "));
    }
  }

  @Override
  public void close() {
    Await.done(server.close());
  }
}
