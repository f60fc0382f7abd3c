package dev.forebell.agent.link;

import dev.forebell.common.model.Secret;
import java.util.Optional;

/**
 * An HTTP proxy on the way to the collector. It is asked to CONNECT and sees TLS only.
 *
 * @param login Basic authentication to the proxy
 */
public record ProxySettings(String host, int port, Optional<Login> login) {
  /** Who the proxy lets through. */
  public record Login(String user, Secret password) {}

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
