package dev.forebell.collector.ingest;

import dev.forebell.common.model.Secret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is refused before the upgrade, where a plain answer costs least. */
enum HttpRefusal {
  NOT_WEBSOCKET(426, "this address speaks WebSocket; agents connect here, browsers do not"),
  NO_SUBPROTOCOL(
      400, "offer the WebSocket subprotocol forebell.v1; this collector speaks no other version"),
  NO_KEY(401, "send the agent key as 'Authorization: Bearer KEY'"),
  FULL(503, "this collector has as many connections as it may; raise its limit or come back later");

  private static final String BEARER = "bearer ";
  private static final String RETRY_AFTER_SECONDS = "30";

  private final int status;
  private final String text;

  HttpRefusal(int status, String text) {
    this.status = status;
    this.text = text;
  }

  /** What is wrong with the request itself, if anything. */
  static Optional<HttpRefusal> of(HttpServerRequest request) {
    if (!HttpMethod.GET.equals(request.method())
        || !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      return Optional.of(NOT_WEBSOCKET);
    }
    String offered = Optional.ofNullable(request.getHeader("Sec-WebSocket-Protocol")).orElse("");
    if (Arrays.stream(offered.split(",", -1))
        .noneMatch(one -> one.trim().equals(AgentServerOptions.SUBPROTOCOL))) {
      return Optional.of(NO_SUBPROTOCOL);
    }
    return key(request).reveal().isEmpty() && PeerCertificate.of(request).isEmpty()
        ? Optional.of(NO_KEY)
        : Optional.empty();
  }

  /** The bearer key, empty if there is none. */
  static Secret key(HttpServerRequest request) {
    String header = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)).orElse("");
    return new Secret(
        header.toLowerCase(Locale.ROOT).startsWith(BEARER)
            ? header.substring(BEARER.length()).trim()
            : "");
  }

  void answer(HttpServerRequest request) {
    var response = request.response().setStatusCode(status);
    switch (this) {
      case NOT_WEBSOCKET -> response.putHeader(HttpHeaders.UPGRADE, "websocket");
      case NO_KEY -> response.putHeader("WWW-Authenticate", "Bearer");
      case FULL -> response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
      case NO_SUBPROTOCOL -> {}
    }
    var _ = response.putHeader(HttpHeaders.CONTENT_TYPE, "text/plain").end(text + "\n");
  }
}
