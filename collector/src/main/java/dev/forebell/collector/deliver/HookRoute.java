package dev.forebell.collector.deliver;

import dev.forebell.collector.port.TicketDesk.Proof;
import dev.forebell.collector.port.TicketDesk.WayBack;
import dev.forebell.collector.port.WebhookEndpoint;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Where desks call: {@code POST /hooks/v1/<webhook>}. What proves the desk is the adapter's
 * business; without a proof nothing is taken. A proxy may show this path, and no other, to the
 * desk.
 */
public final class HookRoute {
  /** Begins every path that is served. */
  public static final String PATH = "/hooks/v1/";

  private static final Logger LOG = System.getLogger(HookRoute.class.getName());
  private static final int MOST_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final Supplier<SortedMap<String, WebhookEndpoint>> endpoints;
  private final DeskNews news;
  private final InstantSource clock;

  public HookRoute(
      Vertx vertx,
      DeskNews news,
      Supplier<SortedMap<String, WebhookEndpoint>> endpoints,
      InstantSource clock) {
    this.vertx = vertx;
    this.endpoints = endpoints;
    this.news = news;
    this.clock = clock;
  }

  public static boolean serves(String path) {
    return path.startsWith(PATH);
  }

  /** Answers 200 once all that was told is committed or was refused as it should be. */
  public void handle(HttpServerRequest request) {
    Optional<WebhookEndpoint> endpoint =
        Optional.ofNullable(endpoints.get().get(request.path().substring(PATH.length())));
    Optional<Proof> proof = endpoint.flatMap(one -> one.desk().back()).flatMap(WayBack::proof);
    if (endpoint.isEmpty() || proof.isEmpty()) {
      answer(request, 404, "no desk may call here");
    } else if (!request.method().equals(HttpMethod.POST)) {
      answer(request, 405, "POST");
    } else {
      read(request, endpoint.get(), new NewsProof(proof.get()));
    }
  }

  private void read(HttpServerRequest request, WebhookEndpoint endpoint, NewsProof proof) {
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() + part.length() <= MOST_BYTES) {
            body.appendBuffer(part);
          } else if (!request.response().ended()) {
            answer(request.pause(), 413, "too long");
          }
        });
    request.endHandler(
        _ -> {
          if (!request.response().ended()) {
            take(request, endpoint, proof, body);
          }
        });
  }

  private void take(
      HttpServerRequest request, WebhookEndpoint endpoint, NewsProof proof, Buffer body) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    if (!proof.holds(headers, body.getBytes(), clock.instant())) {
      answer(request, 401, "the proof does not fit");
      return;
    }
    // In order: what one desk says is taken one after the other.
    vertx
        .executeBlocking(
            () -> {
              news.take(endpoint, body.toString(), headers);
              return true;
            },
            true)
        .onSuccess(_ -> answer(request, 200, "taken"))
        .onFailure(failure -> failed(request, endpoint, failure));
  }

  private static void failed(
      HttpServerRequest request, WebhookEndpoint endpoint, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException
            ? Optional.ofNullable(failure.getCause()).orElse(failure)
            : failure;
    LOG.log(Level.WARNING, "{0}: news not taken: {1}", endpoint.id(), Failures.text(cause));
    boolean theirs = cause instanceof Mapping.MappingFailure;
    answer(request, theirs ? 422 : 503, theirs ? "not understood" : "not now");
  }

  private static void answer(HttpServerRequest request, int status, String text) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .end(text + "\n");
  }
}
