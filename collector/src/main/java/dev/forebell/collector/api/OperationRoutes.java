package dev.forebell.collector.api;

import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.collector.port.Health;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What operators and their tools ask: health, the document itself, a reload. */
final class OperationRoutes {
  private final Vertx vertx;
  private final ApiParts parts;
  private final OpenApiText document;

  OperationRoutes(Vertx vertx, ApiParts parts, OpenApiText document) {
    this.vertx = vertx;
    this.parts = parts;
    this.document = document;
  }

  void health(RoutingContext context) {
    send(context, parts.health().live());
  }

  void readiness(RoutingContext context) {
    send(context, parts.health().ready());
  }

  private static void send(RoutingContext context, Health.Report report) {
    Answer.json(
        context,
        report.ok() ? 200 : 503,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", report.ok() ? "ok" : "failing");
          out.writeArrayFieldStart("checks");
          for (Health.Check check : report.checks()) {
            out.writeStartObject();
            out.writeStringField("name", check.name());
            out.writeBooleanField("ok", check.ok());
            out.writeStringField("detail", check.detail());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  void document(RoutingContext context) {
    String origin = context.request().scheme() + "://" + context.request().authority();
    Answer.text(context, 200, "application/yaml", document.servedFrom(origin));
  }

  void reload(RoutingContext context) {
    Future.fromCompletionStage(parts.configuration().reload(), vertx.getOrCreateContext())
        .onFailure(context::fail)
        .onSuccess(outcome -> send(context, outcome));
  }

  private static void send(RoutingContext context, ConfigurationControl.Outcome outcome) {
    switch (outcome) {
      case ConfigurationControl.Outcome.Loaded(String version) ->
          Answer.json(
              context,
              200,
              out -> {
                out.writeStartObject();
                out.writeStringField("version", version);
                out.writeEndObject();
              });
      case ConfigurationControl.Outcome.Rejected(List<String> problems) ->
          new Problem(
                  422,
                  Optional.of("bad_configuration"),
                  "The configuration has "
                      + problems.size()
                      + (problems.size() == 1 ? " problem" : " problems")
                      + "; the running one stays in force.",
                  problems)
              .send(context);
    }
  }
}
