package dev.forebell.collector.api;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Joins the document's operations to what answers them. */
public final class ApiRoutes implements AutoCloseable {
  /** A command's body may not be longer. */
  static final int MAX_BODY_BYTES = 64 * 1024;

  private static final int[] OWN_ERRORS = {400, 404, 405, 406, 413, 414, 415, 500, 501, 503};
  private static final String LIVE = "streamEvents";
  private static final String OPERATION = "forebell.operation";

  private final Vertx vertx;
  private final ApiParts parts;
  private final EventStream stream;

  private ApiRoutes(Vertx vertx, ApiParts parts) {
    this.vertx = vertx;
    this.parts = parts;
    this.stream = new EventStream(vertx, parts);
  }

  /**
   * Guards everything that is mounted on {@code router} from here on (loopback names, own origin,
   * security headers, problem documents) and mounts the document's operations. What agents connect
   * to is mounted before.
   *
   * @return what to close when the server stops; failed if the document and the code disagree
   */
  public static Future<ApiRoutes> mount(Vertx vertx, Router router, ApiParts parts) {
    return OpenAPIContract.from(vertx, OpenApiText.load().requests())
        .map(
            contract -> {
              ApiRoutes routes = new ApiRoutes(vertx, parts);
              routes.guard(router);
              router.route("/*").subRouter(routes.operations(contract));
              return routes;
            });
  }

  private void guard(Router router) {
    router.route().handler(this::observe);
    router.route().handler(new SecurityHeaders());
    router.route().handler(new LoopbackGuard());
    FailureHandler failures = new FailureHandler();
    for (int status : OWN_ERRORS) {
      router.errorHandler(status, failures);
    }
  }

  private void observe(RoutingContext context) {
    long started = System.nanoTime();
    context.addEndHandler(
        ended -> {
          String operation = context.get(OPERATION, "other");
          if (!operation.equals(LIVE)) {
            parts
                .observer()
                .answered(
                    operation,
                    context.response().getStatusCode(),
                    Duration.ofNanos(System.nanoTime() - started));
          }
        });
    context.next();
  }

  private Router operations(OpenAPIContract contract) {
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
    builder.rootHandler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
    Map<String, Handler<RoutingContext>> handlers = handlers();
    FailureHandler failures = new FailureHandler();
    for (OpenAPIRoute route : builder.getRoutes()) {
      String operation = route.getOperation().getOperationId();
      Handler<RoutingContext> handler = handlers.remove(operation);
      if (handler == null) {
        throw new IllegalStateException("openapi.yaml: nothing answers " + operation);
      }
      route.addHandler(context -> handler.handle(context.put(OPERATION, operation)));
      route.addFailureHandler(failures);
    }
    if (!handlers.isEmpty()) {
      throw new IllegalStateException("not in openapi.yaml: " + handlers.keySet());
    }
    return builder.createRouter();
  }

  private Map<String, Handler<RoutingContext>> handlers() {
    IncidentRoutes incidents = new IncidentRoutes(vertx, parts.incidents(), parts.commands());
    FleetRoutes fleet = new FleetRoutes(parts.fleet(), parts.customers());
    DeadLetterRoutes letters = new DeadLetterRoutes(vertx, parts.outbox(), parts.time());
    OperationRoutes operation = new OperationRoutes(vertx, parts, OpenApiText.load());
    Map<String, Handler<RoutingContext>> handlers = new TreeMap<>();
    handlers.put("listIncidents", incidents::list);
    handlers.put("showIncident", incidents::show);
    handlers.put("commandIncident", incidents::command);
    SuppressionRoutes suppressions =
        new SuppressionRoutes(vertx, parts.suppressions(), parts.time());
    handlers.put("listSilences", suppressions::silences);
    handlers.put("giveSilence", suppressions::giveSilence);
    handlers.put("endSilence", suppressions::end);
    handlers.put("listMaintenance", suppressions::windows);
    handlers.put("giveMaintenance", suppressions::giveWindow);
    handlers.put("endMaintenance", suppressions::end);
    ShadowRoutes shadow = new ShadowRoutes(vertx, parts.shadow(), parts.time());
    handlers.put("showShadowReport", shadow::report);
    AgentRoutes agents = new AgentRoutes(vertx, parts.agents(), parts.time());
    handlers.put("listEnrolmentTokens", agents::tokens);
    handlers.put("createEnrolmentToken", agents::create);
    handlers.put("revokeEnrolmentToken", agents::revokeToken);
    handlers.put("listAgents", agents::agents);
    handlers.put("revokeAgent", agents::revoke);
    handlers.put("acceptAgentMachine", agents::accept);
    handlers.put("listHosts", fleet::hosts);
    handlers.put("showHost", fleet::host);
    handlers.put("listCustomers", fleet::customers);
    handlers.put(LIVE, stream::open);
    handlers.put("listDeadLetters", letters::list);
    handlers.put("showDeadLetter", letters::show);
    handlers.put("replayDeadLetter", letters::replay);
    handlers.put("replayDeadLetters", letters::replayAll);
    handlers.put("reloadConfiguration", operation::reload);
    handlers.put("showOpenApi", operation::document);
    handlers.put("showHealth", operation::health);
    handlers.put("showReadiness", operation::readiness);
    MetricsRoutes metrics =
        new MetricsRoutes(vertx, parts.metrics(), parts.readers(), parts.customers());
    handlers.put("showMetrics", metrics::openTelemetry);
    handlers.put("showNodeMetrics", metrics::nodeExporter);
    handlers.put("listTargets", metrics::discovery);
    return handlers;
  }

  /** Ends the live stream's subscription and timers; open streams end with their connections. */
  @Override
  public void close() {
    stream.close();
  }
}
