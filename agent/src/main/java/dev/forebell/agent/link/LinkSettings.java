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
 * @param identity how the agent proves who it is
 * @param agentId informative name, such as the host name
 * @param bootId changes with each start of the operating system
 * @param machine tells this machine from others that hold a copy of its disk; empty: unknown
 * @param trust by what the collector is known
 * @param proxy on the way there; empty: none
 */
public record LinkSettings(
    URI collector,
    LinkIdentity identity,
    String agentId,
    String bootId,
    String machine,
    CollectorTrust trust,
    Optional<ProxySettings> proxy,
    WireLimits limits) {
  /**
   * @throws IllegalArgumentException with the remedy, when the address would send the key in clear
   *     text over a network or is not a WebSocket address
   */
  public LinkSettings {
    if (proxy.isPresent() && "ws".equalsIgnoreCase(collector.getScheme())) {
      throw new IllegalArgumentException(
          "collector: '" + collector + "' is this machine; expected wss:// behind a proxy");
    }
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

  /** By a key, without a proxy. */
  public LinkSettings(
      URI collector,
      Secret key,
      String agentId,
      String bootId,
      Optional<Path> authorities,
      WireLimits limits) {
    this(
        collector,
        new LinkIdentity.Key(key),
        agentId,
        bootId,
        "",
        new CollectorTrust(authorities, Optional.empty()),
        Optional.empty(),
        limits);
  }

  /**
   * The same for a collector at another address.
   *
   * @throws IllegalArgumentException as the constructor
   */
  public LinkSettings at(URI address) {
    return new LinkSettings(address, identity, agentId, bootId, machine, trust, proxy, limits);
  }

  /** The same, proving otherwise who it is. */
  public LinkSettings as(LinkIdentity other, String id) {
    return new LinkSettings(collector, other, id, bootId, machine, trust, proxy, limits);
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
