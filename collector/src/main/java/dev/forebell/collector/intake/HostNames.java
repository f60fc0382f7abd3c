package dev.forebell.collector.intake;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Pure;
import java.util.Optional;

/** Hosts by the names that others give them. */
@Pure
final class HostNames {
  private HostNames() {}

  /** The bare name in an address: without scheme, path, port and brackets. */
  static String bare(String address) {
    String name = authority(address);
    boolean literal = name.startsWith("[");
    int port = literal ? name.indexOf("]:") : name.indexOf(':');
    boolean onlyOne = literal || name.indexOf(':') == name.lastIndexOf(':');
    String bare = port > 0 && onlyOne ? name.substring(0, port) : name;
    return bare.replace("[", "").replace("]", "").replace(':', '-');
  }

  private static String authority(String address) {
    int scheme = address.indexOf("://");
    String rest = scheme < 0 ? address : address.substring(scheme + "://".length());
    int path = rest.indexOf('/');
    return path < 0 ? rest : rest.substring(0, path);
  }

  /** The host that is called so; empty: no host can be. */
  static Optional<HostId> host(String address) {
    return Optional.of(bare(address)).filter(HostId::valid).map(HostId::new);
  }
}
