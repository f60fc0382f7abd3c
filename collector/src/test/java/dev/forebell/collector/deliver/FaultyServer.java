package dev.forebell.collector.deliver;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server on loopback that can be told to fail in every way a network and a server can. */
abstract class FaultyServer implements AutoCloseable {
  /** What befalls a request. */
  enum Fault {
    /** Nothing. */
    NONE,
    /** It is done; the answer never arrives. */
    COMMIT_AND_DROP,
    /** The connection breaks before anything is done. */
    DROP,
    /** It is done; the answer comes after the client's patience. */
    COMMIT_AND_STALL,
    /** It is done when {@link #release} is called, whoever still waits for the answer then. */
    HELD,
    /** The same, and the connection breaks at once. */
    HELD_AND_DROP,
    /** Nothing is done: 429 with Retry-After. */
    BUSY,
    /** Nothing is done: 500. */
    BROKEN,
    /** It is done, and 500 is answered all the same. */
    COMMIT_AND_BREAK,
    /** Nothing is done: a proxy's page with status 200. */
    GARBAGE,
    /** Nothing is done: 400. */
    REFUSED
  }

  /** A request as it came. */
  record Asked(String method, String path, Map<String, String> query, Head head, String body) {
    boolean is(String wanted, String wantedPath) {
      return method.equals(wanted) && path.equals(wantedPath);
    }

    /** What stands behind {@code prefix}; empty: it is another path. */
    Optional<String> under(String wanted, String prefix) {
      return method.equals(wanted) && path.startsWith(prefix)
          ? Optional.of(path.substring(prefix.length()))
          : Optional.empty();
    }

    JsonObject json() {
      try {
        return new JsonObject(body);
      } catch (DecodeException notAnObject) {
        throw new Refusal(400, "the body is no JSON object");
      }
    }
  }

  /** Its headers. */
  interface Head {
    String get(String name);
  }

  /** What is answered. */
  record Said(int status, String body) {
    static Said json(int status, JsonObject body) {
      return new Said(status, body.encode());
    }

    static Said json(int status, JsonArray body) {
      return new Said(status, body.encode());
    }
  }

  /** A request is refused. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;
    final String body;

    Refusal(int status, String body) {
      super(body);
      this.status = status;
      this.body = body;
    }
  }

  private final HttpServer server;
  private final Context loop;
  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Asked, Fault> faults = _ -> Fault.NONE;

  FaultyServer(Vertx vertx) {
    loop = vertx.getOrCreateContext();
    server = vertx.createHttpServer().requestHandler(this::handle);
    Await.done(
        Future.<HttpServer>future(
            listening ->
                loop.runOnContext(_ -> server.listen(0, "127.0.0.1").onComplete(listening))));
  }

  /** What is answered where nothing goes wrong, on the server's one event loop. */
  abstract Said said(Asked asked);

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** The next requests go like this. */
  FaultyServer then(Fault... these) {
    next.addAll(List.of(these));
    return this;
  }

  /** Waits until a request is held. */
  void awaitHeld() throws InterruptedException {
    held.put(taken());
  }

  /** Waits for a request that is held, then does it. */
  void release() throws InterruptedException {
    Runnable work = taken();
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    loop.runOnContext(
        _ -> {
          work.run();
          done.complete(true);
        });
    done.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Runnable taken() throws InterruptedException {
    return Optional.ofNullable(held.poll(30, TimeUnit.SECONDS))
        .orElseThrow(() -> new AssertionError("nothing is held; asked was " + log));
  }

  /** Requests go like this unless {@link #then} says otherwise. */
  void faults(Function<Asked, Fault> plan) {
    faults = plan;
  }

  /** Methods and paths as they came, faults included. */
  List<String> log() {
    return List.copyOf(log);
  }

  private void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> handle(request, body.toString()));
  }

  private void handle(HttpServerRequest request, String body) {
    Map<String, String> query = new TreeMap<>();
    request.params().forEach(entry -> query.put(entry.getKey(), entry.getValue()));
    Asked asked =
        new Asked(
            request.method().name(),
            request.path(),
            query,
            name -> Optional.ofNullable(request.getHeader(name)).orElse(""),
            body);
    Fault fault = Optional.ofNullable(next.poll()).orElseGet(() -> faults.apply(asked));
    log.add(asked.method() + " " + asked.path() + (fault == Fault.NONE ? "" : " " + fault));
    switch (fault) {
      case NONE -> send(request.response(), said(asked));
      case COMMIT_AND_DROP -> {
        said(asked);
        request.connection().close();
      }
      case DROP -> request.connection().close();
      case COMMIT_AND_STALL -> said(asked);
      case HELD -> held.add(() -> said(asked));
      case HELD_AND_DROP -> {
        held.add(() -> said(asked));
        request.connection().close();
      }
      case BUSY ->
          send(
              request.response().putHeader("Retry-After", "1"),
              new Said(429, "{\"error\":\"slow down\"}"));
      case BROKEN -> send(request.response(), new Said(500, "Internal Server Error"));
      case COMMIT_AND_BREAK -> {
        said(asked);
        send(request.response(), new Said(500, "Internal Server Error"));
      }
      case REFUSED -> send(request.response(), new Said(400, "{}"));
      case GARBAGE -> send(request.response(), new Said(200, "<html>Please sign in</html>"));
    }
  }

  private static void send(HttpServerResponse response, Said said) {
    response
        .setStatusCode(said.status())
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(said.body()));
  }

  @Override
  public void close() {
    Await.done(server.close());
  }
}
