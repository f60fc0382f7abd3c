package dev.forebell.collector.console;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** Serves the page: the board at {@code /}, its parts under {@code /console/}. */
public final class ConsoleRoutes {
  private static final List<String> PARTS =
      List.of(
          "board.css",
          "clocks.js",
          "collector.js",
          "dom.js",
          "evidence.js",
          "hosts.js",
          "icon-alarm.svg",
          "icon.svg",
          "incidents.js",
          "main.js",
          "linked.js",
          "person.js",
          "resolve.js",
          "strangers.js",
          "texts.js",
          "time.js");

  private ConsoleRoutes() {}

  /** Mounts the page. Mount it after the HTTP interface, whose guards and headers it needs. */
  public static void mount(Router router, ConsoleSettings settings) {
    serve(router, "/", PageFile.load("index.html"));
    for (String part : PARTS) {
      serve(router, "/console/" + part, PageFile.load(part));
    }
    JsonObject facts = settings(settings);
    router.get("/console/settings.json").handler(context -> json(context, facts));
    router.get("/console/texts.json").handler(context -> json(context, texts(context)));
  }

  private static void serve(Router router, String path, PageFile file) {
    router
        .get(path)
        .handler(
            context -> {
              HttpServerResponse response =
                  context
                      .response()
                      .putHeader(HttpHeaders.ETAG, file.tag())
                      .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
              if (file.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatusCode(304).end();
              } else {
                response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).end(file.content());
              }
            });
  }

  private static JsonObject settings(ConsoleSettings settings) {
    return new JsonObject().put("demo_desk", settings.demoDesk().map(Object::toString).orElse(""));
  }

  private static JsonObject texts(RoutingContext context) {
    return PageTexts.inFirstOf(
        context.acceptableLanguages().stream()
            .map(wanted -> Locale.forLanguageTag(wanted.tag()))
            .toList());
  }

  private static void json(RoutingContext context, JsonObject body) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body.encode());
  }
}
