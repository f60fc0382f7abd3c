package dev.forebell.collector.api;

import dev.forebell.collector.port.MetricsAccess;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What Prometheus reads of another machine: the metrics, the list of hosts, and nothing else of the
 * interface.
 */
public final class ScrapeRoutes {
  private ScrapeRoutes() {}

  /**
   * Ready to be asked.
   *
   * @param access who may read over this way
   * @return takes a request that is for it; whether it was
   */
  public static Predicate<HttpServerRequest> mount(
      Vertx vertx, ApiParts parts, MetricsAccess access) {
    MetricsRoutes metrics = new MetricsRoutes(vertx, parts.metrics(), access, parts.customers());
    Map<String, Handler<RoutingContext>> handlers =
        Map.of(
            "/metrics", metrics::openTelemetry,
            "/metrics/node", metrics::nodeExporter,
            "/sd/prometheus", metrics::discovery);
    Router router = Router.router(vertx);
    router.route().handler(new SecurityHeaders());
    handlers.forEach((path, handler) -> router.get(path).handler(handler));
    return request -> {
      boolean ours = handlers.containsKey(request.path());
      if (ours) {
        router.handle(request);
      }
      return ours;
    };
  }
}
