package dev.forebell.collector.api;

import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.ExpositionFormat;
import dev.forebell.collector.port.MetricsAccess;
import dev.forebell.collector.port.MetricsAccess.Verdict;
import dev.forebell.collector.port.MetricsSource;
import dev.forebell.collector.port.MetricsSource.Names;
import dev.forebell.collector.port.MetricsSource.Scrape;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What Prometheus scrapes, streamed off the event loops. */
final class MetricsRoutes {
  private static final System.Logger LOG = System.getLogger(MetricsRoutes.class.getName());
  private static final String BEARER = "Bearer ";
  private static final int AT_ONCE = 4;
  private static final int GZIP_BUFFER = 32 * 1024;

  private final Vertx vertx;
  private final MetricsSource metrics;
  private final MetricsAccess access;
  private final CustomerBook customers;
  private final Semaphore running = new Semaphore(AT_ONCE);

  MetricsRoutes(Vertx vertx, MetricsSource metrics, MetricsAccess access, CustomerBook customers) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.access = access;
    this.customers = customers;
  }

  void openTelemetry(RoutingContext context) {
    admit(context, customer -> answer(context, Names.OPEN_TELEMETRY, customer));
  }

  void nodeExporter(RoutingContext context) {
    admit(context, customer -> answer(context, Names.NODE_EXPORTER, customer));
  }

  /** The hosts for Prometheus' service discovery. */
  void discovery(RoutingContext context) {
    admit(
        context,
        customer ->
            Answer.text(
                context,
                200,
                "application/json; charset=utf-8",
                ServiceDiscovery.json(customers.customers(), customer)));
  }

  /** Goes on with the customer whose things this reader may see; empty: all. */
  private void admit(RoutingContext context, Consumer<Optional<CustomerId>> next) {
    switch (access.admit(token(context.request()))) {
      case Verdict.Refused _ -> refuse(context);
      case Verdict.Everything _ -> {
        Optional<CustomerId> asked = asked(context);
        if (asked.filter(this::isUnknown).isPresent()) {
          Problem.refusal(404, "no_such_customer", "There is no such customer.").send(context);
        } else {
          next.accept(asked);
        }
      }
      case Verdict.Only(CustomerId customer) -> {
        if (asked(context).filter(other -> !other.equals(customer)).isPresent()) {
          Problem.refusal(403, "foreign_customer", "This token reads another customer's metrics.")
              .send(context);
        } else {
          next.accept(Optional.of(customer));
        }
      }
    }
  }

  static void refuse(RoutingContext context) {
    context.response().putHeader("WWW-Authenticate", "Bearer realm=\"forebell\"");
    Problem.refusal(
            401,
            "no_token",
            "Send 'Authorization: Bearer TOKEN' with the token of a reader in collector.yaml.")
        .send(context);
  }

  static Optional<Secret> token(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(header -> new Secret(header.substring(BEARER.length()).strip()));
  }

  private static Optional<CustomerId> asked(RoutingContext context) {
    return Optional.ofNullable(context.request().getParam("customer")).map(CustomerId::new);
  }

  private void answer(RoutingContext context, Names names, Optional<CustomerId> customer) {
    if (!running.tryAcquire()) {
      context.response().putHeader("Retry-After", "5");
      Problem.of(503, "As many scrapes as may run at once are running.").send(context);
    } else {
      HttpServerRequest request = context.request();
      ExpositionFormat format =
          ExpositionFormat.preferred(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)));
      boolean zip = takesGzip(request);
      context
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .putHeader(HttpHeaders.VARY, "Accept, Accept-Encoding");
      if (zip) {
        context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      }
      ChunkedBody body = new ChunkedBody(vertx.getOrCreateContext(), context.response());
      Thread.ofVirtual()
          .name("scrape")
          .start(() -> write(new Scrape(names, format, customer), body, zip));
    }
  }

  private boolean isUnknown(CustomerId customer) {
    return customers.customers().stream().noneMatch(config -> config.id().equals(customer));
  }

  private static boolean takesGzip(HttpServerRequest request) {
    return Stream.ofNullable(request.getHeader(HttpHeaders.ACCEPT_ENCODING))
        .flatMap(header -> Stream.of(header.toLowerCase(Locale.ROOT).split(",", -1)))
        .map(String::strip)
        .anyMatch(one -> one.equals("gzip") || (one.startsWith("gzip;") && !one.endsWith("q=0")));
  }

  private void write(Scrape scrape, ChunkedBody body, boolean zip) {
    try {
      if (zip) {
        try (OutputStream zipped = new FastGzip(body)) {
          metrics.write(scrape, zipped);
        }
      } else {
        metrics.write(scrape, body);
        body.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a scrape was not read to its end", e);
      body.abort();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a scrape failed", e);
      body.abort();
    } finally {
      running.release();
    }
  }

  /** Exposition repeats itself so much that the fastest level leaves little. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, GZIP_BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
