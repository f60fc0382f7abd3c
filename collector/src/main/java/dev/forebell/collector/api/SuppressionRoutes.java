package dev.forebell.collector.api;

import dev.forebell.collector.port.SuppressionDesk;
import dev.forebell.collector.port.SuppressionDesk.Entry;
import dev.forebell.collector.port.SuppressionDesk.Listed;
import dev.forebell.collector.port.SuppressionDesk.Order;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;

/** Maintenance windows and silences: listed, given and ended. */
final class SuppressionRoutes {
  private final Vertx vertx;
  private final SuppressionDesk desk;
  private final InstantSource time;

  SuppressionRoutes(Vertx vertx, SuppressionDesk desk, InstantSource time) {
    this.vertx = vertx;
    this.desk = desk;
    this.time = time;
  }

  void silences(RoutingContext context) {
    list(context, "silences", Entry.Quiet.class::isInstance);
  }

  void windows(RoutingContext context) {
    list(context, "maintenance", Entry.Window.class::isInstance);
  }

  private void list(RoutingContext context, String name, Predicate<Entry> wanted) {
    Optional<String> customer = Arguments.of(context).text("customer");
    Callable<List<Listed>> read = desk::list;
    vertx
        .executeBlocking(read, false)
        .onFailure(context::fail)
        .onSuccess(
            all -> {
              List<Listed> shown =
                  all.stream()
                      .filter(one -> wanted.test(one.entry()))
                      .filter(
                          one ->
                              customer.filter(id -> !one.customer().value().equals(id)).isEmpty())
                      .toList();
              Instant now = time.instant();
              Answer.json(context, 200, out -> SuppressionText.list(out, name, shown, now));
            });
  }

  void giveSilence(RoutingContext context) {
    give(context, SuppressionRequest::silence);
  }

  void giveWindow(RoutingContext context) {
    give(context, SuppressionRequest::window);
  }

  void end(RoutingContext context) {
    String id = context.pathParam("id");
    give(context, request -> request.end(id));
  }

  private void give(RoutingContext context, Function<SuppressionRequest, Order> read) {
    SuppressionRequest request = new SuppressionRequest(Arguments.of(context).body());
    try {
      submit(context, read.apply(request));
    } catch (IllegalArgumentException e) {
      Problem.refusal(422, "bad_command", String.valueOf(e.getMessage())).send(context);
    }
  }

  private void submit(RoutingContext context, Order order) {
    Future.fromCompletionStage(desk.submit(order), vertx.getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(
            answer -> {
              switch (answer) {
                case SuppressionDesk.Answer.Done(String id) ->
                    Answer.json(
                        context,
                        200,
                        out -> {
                          out.writeStartObject();
                          out.writeStringField("id", id);
                          out.writeEndObject();
                        });
                case SuppressionDesk.Answer.Refused refused ->
                    Problem.refusal(409, refused.reason().id(), refused.detail() + ".")
                        .send(context);
              }
            });
  }
}
