package dev.forebell.collector.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Ends a request with a body. */
final class Answer {
  private Answer() {}

  static void json(RoutingContext context, int status, JsonText.Content content) {
    text(context, status, "application/json", JsonText.of(content));
  }

  static void text(RoutingContext context, int status, String type, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body);
  }
}
