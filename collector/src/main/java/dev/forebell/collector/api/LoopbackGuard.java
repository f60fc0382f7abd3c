package dev.forebell.collector.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps a browser's other pages out while there is no login: the Host header must be a loopback
 * name (DNS rebinding), and a request that may change something must come from our own page or from
 * a program, as JSON (cross-site request forgery: a foreign form cannot send that type unasked).
 */
final class LoopbackGuard implements Handler<RoutingContext> {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public void handle(RoutingContext context) {
    objection(context.request()).ifPresentOrElse(p -> p.send(context), context::next);
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private static Optional<Problem> objection(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority == null || !isLoopback(authority.host())) {
      return Optional.of(
          Problem.refusal(
              421,
              "foreign_host",
              "This collector answers on loopback only; use http://127.0.0.1 or http://localhost"
                  + " with its port."));
    }
    return READING.contains(request.method()) ? Optional.empty() : changing(request, authority);
  }

  private static Optional<Problem> changing(HttpServerRequest request, HostAndPort authority) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreignOrigin = origin != null && !origin.equals(ownOrigin(request, authority));
    boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
    if (foreignOrigin || foreignSite) {
      return Optional.of(
          Problem.refusal(403, "foreign_origin", "Another web page may not change anything here."));
    }
    return isJson(request)
        ? Optional.empty()
        : Optional.of(Problem.of(415, "Send Content-Type: application/json."));
  }

  private static String ownOrigin(HttpServerRequest request, HostAndPort authority) {
    return request.scheme() + "://" + authority;
  }

  private static boolean isJson(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
  }
}
