package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.util.List;
import java.util.Optional;

/**
 * How requests reach a place outside.
 *
 * @param allow ranges of addresses (CIDR) that are not public and may be connected to all the same
 * @param proxy through which they go; it then looks up the name and judges the address
 * @param authority PEM file whose certificates are trusted instead of the usual ones
 */
public record Route(List<String> allow, Optional<Proxy> proxy, Optional<String> authority) {
  /** Straight to public addresses. */
  public static final Route STRAIGHT = new Route(List.of(), Optional.empty(), Optional.empty());

  /** Straight, also to these ranges. */
  public static Route allowing(List<String> ranges) {
    return new Route(ranges, Optional.empty(), Optional.empty());
  }

  /**
   * An HTTP proxy: asked to CONNECT to what speaks TLS.
   *
   * @param login empty: it asks nobody who they are
   */
  public record Proxy(String host, int port, Optional<Login> login) {}

  /** Who we are to the proxy. */
  public record Login(String user, Secret password) {}
}
