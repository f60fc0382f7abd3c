package dev.forebell.collector.deliver;

import dev.forebell.collector.ledger.LedgerSamples;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A desk on loopback that speaks one product's protocol as strictly as that product does, and that
 * can be told to fail in every way a network and a server can. What a request of ours does that no
 * documentation allows is kept as a violation, also where the product would let it pass.
 */
abstract class FakeDesk implements AutoCloseable {
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

  /** What a desk answers. */
  record Said(int status, String body) {
    static Said json(int status, JsonObject body) {
      return new Said(status, body.encode());
    }

    static Said json(int status, JsonArray body) {
      return new Said(status, body.encode());
    }
  }

  /** The desk refuses a request. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String body;

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
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<Asked, Fault> faults = _ -> Fault.NONE;
  private volatile InstantSource clock = InstantSource.fixed(LedgerSamples.T0);

  FakeDesk(Vertx vertx) {
    loop = vertx.getOrCreateContext();
    server = vertx.createHttpServer().requestHandler(this::handle);
    Await.done(
        Future.<HttpServer>future(
            listening ->
                loop.runOnContext(_ -> server.listen(0, "127.0.0.1").onComplete(listening))));
  }

  /** On the server's one event loop. */
  abstract Said answer(Asked asked);

  /** Whoever is logged in has to log in again. */
  void forget() {}

  /** Whether this is no place for JSON. */
  boolean takesForm(Asked asked) {
    return false;
  }

  /** Title and state (open, resolved, closed) of each ticket, in the order they were made. */
  abstract List<String> tickets();

  /** What people were told on all tickets, in order. */
  abstract List<String> words();

  /** Which tickets stand below which, such as {@code 2 below 1}, in the order they were made. */
  List<String> relations() {
    return List.of();
  }

  /** What people do at a desk that is asked for its news. */
  interface People {
    /**
     * Somebody writes something.
     *
     * @param who id of a user; {@link #OURS} is the one that the adapter writes as
     * @param ticket as the desk's key says
     */
    void says(int who, String ticket, String text);

    /**
     * Somebody changes the status.
     *
     * @param to as the desk names it
     */
    void moves(int who, String ticket, String to);
  }

  /** The user that our requests are made as. */
  static final int OURS = 3;

  /** A person. */
  static final int LI_WEI = 7;

  static String name(int user) {
    return user == OURS ? "Forebell" : "Li Wei";
  }

  /** What time it is at the desk; before this is called it stands still. */
  FakeDesk clock(InstantSource source) {
    clock = source;
    return this;
  }

  Instant now() {
    return clock.instant();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** The next requests go like this. */
  FakeDesk then(Fault... these) {
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

  List<String> violations() {
    return List.copyOf(violations);
  }

  void violated(String what) {
    violations.add(what);
  }

  /** A text field of at most so many characters that must be there. */
  static String text(JsonObject object, String field, int most) {
    if (object.getValue(field) instanceof String text && !text.isEmpty() && text.length() <= most) {
      return text;
    }
    throw new Refusal(422, field + ": expected a text of 1 to " + most + " characters");
  }

  /** A number as JSON has it, not a text of digits. */
  static int number(JsonObject object, String field) {
    if (object.getValue(field) instanceof Integer number) {
      return number;
    }
    throw new Refusal(422, field + ": expected a number in " + object.encode());
  }

  static void want(boolean held, int status, String otherwise) {
    if (!held) {
      throw new Refusal(status, otherwise);
    }
  }

  /** Every key of the object is one of these. */
  void only(JsonObject object, List<String> known) {
    object.fieldNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> violated("unknown field " + name + " in " + object.encode()));
  }

  private void handle(HttpServerRequest request) {
    request.body().onSuccess(body -> handle(request, body.toString()));
  }

  private void handle(HttpServerRequest request, String body) {
    Map<String, String> query = new java.util.TreeMap<>();
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

  private Said said(Asked asked) {
    if (asked.method().equals("GET") && !asked.body().isEmpty()) {
      violated("a GET with a body: " + asked.path());
    }
    String type = takesForm(asked) ? "application/x-www-form-urlencoded" : "application/json";
    if (!asked.method().equals("GET") && !asked.head().get("Content-Type").startsWith(type)) {
      violated("content type is not " + type + ": " + asked.path());
    }
    try {
      return answer(asked);
    } catch (Refusal refusal) {
      if (refusal.status != 404) {
        violated(asked.method() + " " + asked.path() + " refused: " + refusal.body);
      }
      return new Said(refusal.status, refusal.body);
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
