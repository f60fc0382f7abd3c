package dev.forebell.collector.intake;

import dev.forebell.collector.intake.IntakeCounters.Count;
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
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** {@code POST /api/v1/write}: Prometheus' remote write, 1.0 and 2.0. */
public final class RemoteWriteEndpoint implements AutoCloseable {
  /** Where senders post. */
  public static final String PATH = "/api/v1/write";

  private static final System.Logger LOG = System.getLogger(RemoteWriteEndpoint.class.getName());
  private static final String BEARER = "Bearer ";
  private static final String WRITTEN = "X-Prometheus-Remote-Write-";
  private static final String VERSION_2 = "io.prometheus.write.v2.Request";
  private static final String VERSION_1 = "prometheus.WriteRequest";
  private static final int AT_ONCE = 4;
  private static final int PAUSE_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx;
  private final SourceBook sources;
  private final IntakeCounters counters;
  private final IntakeLimits limits;
  private final Arrivals arrivals;
  private final Semaphore running = new Semaphore(AT_ONCE);
  private final long timer;

  public RemoteWriteEndpoint(
      Vertx vertx,
      SourceBook sources,
      ArrivalSink sink,
      IntakeCounters counters,
      IntakeLimits limits,
      InstantSource time) {
    this.vertx = vertx;
    this.sources = sources;
    this.counters = counters;
    this.limits = limits;
    this.arrivals = new Arrivals(sink, counters, time);
    this.timer =
        vertx.setPeriodic(
            HostAssembler.QUIET.toMillis() / 2,
            _ -> Thread.ofVirtual().name("intake").start(arrivals::tellComplete));
  }

  /**
   * Takes a request that is for it, and leaves any other.
   *
   * @return whether it was
   */
  public boolean serves(HttpServerRequest request) {
    if (!PATH.equals(request.path())) {
      return false;
    }
    counters.add(Count.REQUESTS, 1);
    Optional<Source> source = token(request).flatMap(sources::byToken);
    if (source.isEmpty()) {
      counters.add(Count.UNKNOWN_TOKEN, 1);
      refuse(request, 401, "no source in collector.yaml has this token", true);
    } else if (!HttpMethod.POST.equals(request.method())) {
      refuse(request, 405, "POST here", true);
    } else {
      receive(request, source.get());
    }
    return true;
  }

  private static Optional<Secret> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> new Secret(header.substring(BEARER.length()).strip()));
  }

  private void receive(HttpServerRequest request, Source source) {
    Buffer body = Buffer.buffer();
    boolean[] refused = {false};
    request.handler(
        part -> {
          if (!refused[0] && body.length() + part.length() <= limits.bodyBytes()) {
            body.appendBuffer(part);
          } else if (!refused[0]) {
            refused[0] = true;
            counters.add(Count.BAD, 1);
            refuse(request, 413, "over " + limits.bodyBytes() + " bytes", true);
          }
        });
    request.exceptionHandler(failure -> LOG.log(Level.DEBUG, "a request broke off", failure));
    request.endHandler(
        _ -> {
          if (!refused[0]) {
            taken(request, source, body);
          }
        });
  }

  private void taken(HttpServerRequest request, Source source, Buffer body) {
    if (!running.tryAcquire()) {
      counters.add(Count.BUSY, 1);
      request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(PAUSE_SECONDS));
      refuse(request, 503, "as many requests as may run at once are running", false);
      return;
    }
    Context loop = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("intake")
        .start(
            () -> {
              try {
                Answer answer = answer(request, source, body.getBytes());
                loop.runOnContext(_ -> send(request, answer));
              } finally {
                running.release();
              }
            });
  }

  private record Answer(int status, String text, boolean second, int samples) {}

  private Answer answer(HttpServerRequest request, Source source, byte[] body) {
    boolean second = false;
    try {
      second = isSecond(request);
      byte[] plain = SnappyBlock.decompressed(body, limits.plainBytes());
      List<SentSeries> series =
          second
              ? RemoteWriteReader.version2(plain, limits)
              : RemoteWriteReader.version1(plain, limits);
      Arrivals.Outcome outcome = arrivals.take(source, series);
      outcome.committed().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
      return outcome.refused().isEmpty()
          ? new Answer(204, "", second, outcome.samples())
          : new Answer(400, String.join("; ", outcome.refused()), second, outcome.samples());
    } catch (BadRequest e) {
      counters.add(Count.BAD, 1);
      return new Answer(e.status(), String.valueOf(e.getMessage()), second, 0);
    } catch (CompletionException e) {
      LOG.log(Level.WARNING, "what {0} sent was not stored: {1}", source.id(), e.getCause());
      return new Answer(503, "not stored; send it again", second, 0);
    }
  }

  /** By the media type; what names no message is of 1.0. */
  private static boolean isSecond(HttpServerRequest request) throws BadRequest {
    String encoding =
        Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_ENCODING)).orElse("snappy");
    if (!encoding.equalsIgnoreCase("snappy")) {
      throw new BadRequest(415, "Content-Encoding must be snappy");
    }
    String[] type =
        Optional.ofNullable(request.getHeader(HttpHeaders.CONTENT_TYPE))
            .orElse("application/x-protobuf")
            .split(";", -1);
    if (!type[0].strip().toLowerCase(Locale.ROOT).equals("application/x-protobuf")) {
      throw new BadRequest(415, "Content-Type must be application/x-protobuf");
    }
    for (int i = 1; i < type.length; i++) {
      String[] pair = type[i].split("=", 2);
      if (pair[0].strip().equals("proto") && pair.length == 2) {
        return isSecond(pair[1].strip());
      }
    }
    return false;
  }

  private static boolean isSecond(String message) throws BadRequest {
    return switch (message) {
      case VERSION_2 -> true;
      case VERSION_1 -> false;
      default ->
          throw new BadRequest(
              415, "proto must be " + VERSION_1 + " or " + VERSION_2 + ", not " + message);
    };
  }

  private static void send(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (answer.second) {
      response
          .putHeader(WRITTEN + "Samples-Written", Integer.toString(answer.samples))
          .putHeader(WRITTEN + "Histograms-Written", "0")
          .putHeader(WRITTEN + "Exemplars-Written", "0");
    }
    if (answer.status == 204) {
      var _ = response.setStatusCode(204).end();
    } else {
      refuse(request, answer.status, answer.text, false);
    }
  }

  /**
   * Says why not.
   *
   * @param close whether the rest of the request is not worth reading
   */
  private static void refuse(HttpServerRequest request, int status, String why, boolean close) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8");
    if (close) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    var _ = response.end(why + "\n");
    if (close) {
      request.resume();
    }
  }

  @Override
  public void close() {
    vertx.cancelTimer(timer);
  }
}
