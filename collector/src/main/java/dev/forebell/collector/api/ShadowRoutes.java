package dev.forebell.collector.api;

import dev.forebell.collector.port.ShadowReport;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.Callable;

/** What would have been sent for a customer in shadow mode. */
final class ShadowRoutes {
  private static final Duration USUAL = Duration.ofDays(30);

  private final Vertx vertx;
  private final ShadowReport.Source source;
  private final InstantSource time;

  ShadowRoutes(Vertx vertx, ShadowReport.Source source, InstantSource time) {
    this.vertx = vertx;
    this.source = source;
    this.time = time;
  }

  void report(RoutingContext context) {
    CustomerId customer = new CustomerId(context.pathParam("id"));
    try {
      Instant to = moment(context, "to", time.instant());
      Instant from = moment(context, "from", to.minus(USUAL));
      Callable<ShadowReport> read = () -> source.of(customer, from, to);
      vertx
          .executeBlocking(read, false)
          .onFailure(context::fail)
          .onSuccess(
              report -> Answer.text(context, 200, "application/json", ShadowJson.of(report)));
    } catch (DateTimeException e) {
      Problem.refusal(400, "bad_request", "from and to are RFC 3339 times.").send(context);
    }
  }

  private static Instant moment(RoutingContext context, String name, Instant otherwise) {
    return Arguments.of(context)
        .text(name)
        .map(text -> OffsetDateTime.parse(text).toInstant())
        .orElse(otherwise);
  }
}
