package dev.forebell.agent.link;

import dev.forebell.common.model.Secret;
import dev.forebell.common.wire.WireLimits;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the collector is and how the agent names itself.
 *
 * @param collector {@code wss://host[:port]/agent/v1}; {@code ws://} for this machine only
 * @param key the agent key
 * @param agentId informative name, such as the host name
 * @param bootId changes with each start of the operating system
 * @param trust PEM file of the authority that signed the collector's certificate; empty: those of
 *     the Java runtime
 */
public record LinkSettings(
    URI collector,
    Secret key,
    String agentId,
    String bootId,
    Optional<Path> trust,
    WireLimits limits) {
  /**
   * @throws IllegalArgumentException with the remedy, when the address would send the key in clear
   *     text over a network or is not a WebSocket address
   */
  public LinkSettings {
    String scheme = Optional.ofNullable(collector.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (collector.getHost() == null || !(scheme.equals("ws") || scheme.equals("wss"))) {
      throw new IllegalArgumentException(
          "collector: '" + collector + "' is not an address; expected wss://HOST[:PORT]/agent/v1");
    }
    if (scheme.equals("ws") && !loopback(collector.getHost())) {
      throw new IllegalArgumentException(
          "collector: '"
              + collector
              + "' would send the agent key unencrypted; expected wss:// for every address but"
              + " localhost");
    }
  }

  boolean tls() {
    return collector.getScheme().equalsIgnoreCase("wss");
  }

  String host() {
    String host = collector.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return collector.getPort() >= 0 ? collector.getPort() : tls() ? 443 : 80;
  }

  /** By the spelling alone: a name that someone's DNS points at 127.0.0.1 proves nothing. */
  private static boolean loopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
