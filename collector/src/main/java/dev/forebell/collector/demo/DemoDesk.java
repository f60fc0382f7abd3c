package dev.forebell.collector.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A small ticket desk on loopback that speaks the part of EspoCRM's API that the sample webhook
 * uses: {@code POST /api/v1/Case}, {@code PUT} and {@code GET /api/v1/Case/ID}, {@code GET
 * /api/v1/Case?where...}. {@code /} is its page, {@code /cases.json} everything it received. Memory
 * only, bounded; a create repeated with the same {@code webhook-id} makes no second case.
 */
public final class DemoDesk {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_BODY_BYTES = 256 * 1024;
  private static final int IDLE_SECONDS = 30;

  private final HttpServer server;

  private DemoDesk(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts a desk.
   *
   * @param port 0: any free one
   */
  public static Future<DemoDesk> start(Vertx vertx, int port, InstantSource clock) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(LOOPBACK)
            .setPort(port)
            .setIdleTimeout(IDLE_SECONDS)
            .setCompressionSupported(false);
    Router router = Router.router(vertx);
    router.route().handler(DemoDesk::guard);
    router.route().failureHandler(DemoDesk::fail);
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    CaseRoutes routes = new CaseRoutes(new CaseBook(), clock);
    router.post("/api/v1/Case").handler(DemoDesk::wantJson).handler(routes::create);
    router.put("/api/v1/Case/:id").handler(DemoDesk::wantJson).handler(routes::change);
    router.get("/api/v1/Case/:id").handler(routes::one);
    router.get("/api/v1/Case").handler(routes::list);
    router.get("/cases.json").handler(routes::everything);
    Buffer style = style();
    router
        .get("/desk.css")
        .handler(
            context ->
                context.response().putHeader("Content-Type", "text/css; charset=utf-8").end(style));
    router.get("/").handler(routes::page);
    return vertx.createHttpServer(options).requestHandler(router).listen().map(DemoDesk::new);
  }

  /** Where the desk answers, such as {@code http://127.0.0.1:40123}. */
  public URI url() {
    return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
  }

  public Future<Void> close() {
    return server.close();
  }

  // A page of another site may make the browser ask a loopback port: its name gives it away.
  private static void guard(RoutingContext context) {
    context
        .response()
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none';"
                + " form-action 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cache-Control", "no-store");
    String host = Optional.ofNullable(context.request().authority()).map(a -> a.host()).orElse("");
    if (host.equals(LOOPBACK) || host.equals("localhost")) {
      context.next();
    } else {
      context.response().setStatusCode(421).end("This desk answers on " + LOOPBACK + " only.");
    }
  }

  private static void fail(RoutingContext context) {
    int status = context.statusCode() >= 400 ? context.statusCode() : 500;
    CaseRoutes.answer(context, status, new JsonObject().put("message", "refused"));
  }

  private static void wantJson(RoutingContext context) {
    String type =
        Optional.ofNullable(context.request().getHeader("Content-Type"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    if (type.startsWith("application/json")) {
      context.next();
    } else {
      CaseRoutes.answer(
          context, 415, new JsonObject().put("message", "Content-Type: application/json, please"));
    }
  }

  private static Buffer style() {
    try (InputStream css =
        Objects.requireNonNull(DemoDesk.class.getResourceAsStream("desk.css"), "desk.css")) {
      return Buffer.buffer(css.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
