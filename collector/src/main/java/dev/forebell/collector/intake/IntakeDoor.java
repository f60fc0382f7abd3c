package dev.forebell.collector.intake;

import dev.forebell.collector.intake.IntakeCounters.Count;
import dev.forebell.collector.port.AlertSink;
import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.Source;
import dev.forebell.collector.port.SourceBook;
import dev.forebell.common.model.Secret;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where other systems post: knows them by their tokens, bounds what they send, and answers after
 * the commit.
 */
public final class IntakeDoor implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(IntakeDoor.class.getName());
  private static final String BEARER = "Bearer ";
  private static final int AT_ONCE = 4;
  private static final int PAUSE_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final SourceBook sources;
  private final IntakeCounters counters;
  private final IntakeLimits limits;
  private final SortedMap<String, Way> ways = new TreeMap<>();
  private final Semaphore running = new Semaphore(AT_ONCE);
  private final long timer;

  public IntakeDoor(
      Vertx vertx,
      SourceBook sources,
      ArrivalSink sink,
      AlertSink alerts,
      IntakeCounters counters,
      IntakeLimits limits,
      InstantSource time) {
    this.vertx = vertx;
    this.sources = sources;
    this.counters = counters;
    this.limits = limits;
    Alerts said = new Alerts(alerts, counters);
    for (Way way :
        List.of(
            new RemoteWrite(sink, counters, limits, time),
            new OtlpMetrics(sink, counters, limits, time),
            new AlertmanagerWebhook(said, counters, limits),
            new ZabbixWebhook(said, limits))) {
      ways.put(way.path(), way);
    }
    this.timer =
        vertx.setPeriodic(
            HostAssembler.QUIET.toMillis() / 2,
            _ -> Thread.ofVirtual().name("intake").start(this::tellComplete));
  }

  private void tellComplete() {
    ways.values().forEach(Way::tellComplete);
  }

  /**
   * Takes a request that is for it, and leaves any other.
   *
   * @return whether it was
   */
  public boolean serves(HttpServerRequest request) {
    Optional<Way> way = Optional.ofNullable(ways.get(request.path()));
    way.ifPresent(one -> serve(one, request));
    return way.isPresent();
  }

  private void serve(Way way, HttpServerRequest request) {
    counters.add(Count.REQUESTS, 1);
    Optional<Source> source = token(request).flatMap(sources::byToken);
    if (source.isEmpty()) {
      counters.add(Count.UNKNOWN_TOKEN, 1);
      refuse(way, request, 401, "no source in collector.yaml has this token");
    } else if (!HttpMethod.POST.equals(request.method())) {
      refuse(way, request, 405, "POST here");
    } else {
      receive(way, request, source.get());
    }
  }

  private static Optional<Secret> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> new Secret(header.substring(BEARER.length()).strip()));
  }

  private void receive(Way way, HttpServerRequest request, Source source) {
    Buffer body = Buffer.buffer();
    boolean[] refused = {false};
    request.handler(
        part -> {
          if (!refused[0] && body.length() + part.length() <= limits.bodyBytes()) {
            body.appendBuffer(part);
          } else if (!refused[0]) {
            refused[0] = true;
            counters.add(Count.BAD, 1);
            refuse(way, request, 413, "over " + limits.bodyBytes() + " bytes");
          }
        });
    request.exceptionHandler(failure -> LOG.log(Level.DEBUG, "a request broke off", failure));
    request.endHandler(
        _ -> {
          if (!refused[0]) {
            received(way, request, source, new Delivered(request.headers(), body));
          }
        });
  }

  private void received(Way way, HttpServerRequest request, Source source, Delivered delivered) {
    if (!running.tryAcquire()) {
      counters.add(Count.BUSY, 1);
      send(request, again(way, delivered, "as many requests as may run at once are running"));
      return;
    }
    Context loop = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("intake")
        .start(
            () -> {
              Answer answer = answer(way, source, delivered);
              loop.runOnContext(_ -> send(request, answer));
            });
  }

  /** Reading counts as running, waiting for the commit does not. */
  private Answer answer(Way way, Source source, Delivered delivered) {
    try {
      Way.Taken taken = taken(way, source, delivered);
      taken.committed().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      return taken.answer();
    } catch (BadRequest e) {
      counters.add(Count.BAD, 1);
      return way.refusal(delivered, e.status(), String.valueOf(e.getMessage()), false);
    } catch (CompletionException e) {
      LOG.log(Level.WARNING, "what {0} sent was not stored: {1}", source.id(), e.getCause());
      return again(way, delivered, "not stored; send it again");
    }
  }

  private Way.Taken taken(Way way, Source source, Delivered delivered) throws BadRequest {
    try {
      return way.take(source, delivered);
    } finally {
      running.release();
    }
  }

  private static Answer again(Way way, Delivered delivered, String why) {
    return way.refusal(delivered, 503, why, true)
        .with("Retry-After", Integer.toString(PAUSE_SECONDS));
  }

  /** Says why not before the rest of the request has come: it is not worth reading. */
  private static void refuse(Way way, HttpServerRequest request, int status, String why) {
    Delivered unread = new Delivered(request.headers(), Buffer.buffer());
    Answer answer = way.refusal(unread, status, why, false);
    // HTTP/2 knows no such header, and refuses the whole answer for it.
    boolean second = request.version() == HttpVersion.HTTP_2;
    send(request, second ? answer : answer.with("Connection", "close"));
    request.resume();
  }

  private static void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.type().isEmpty()) {
      var _ = response.end();
    } else {
      var _ = response.putHeader(HttpHeaders.CONTENT_TYPE, answer.type()).end(answer.body());
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
