package dev.forebell.collector.app.witness;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Which address that an agent gives is put to its neighbours: one of a private network, or the one
 * that the collector itself sees it come from. Nobody has strangers' addresses tried by others.
 */
final class DialledAddress {
  private static final int CARRIER_FIRST = 100;
  private static final int CARRIER_SECOND = 64;
  private static final int UNIQUE_LOCAL = 0xfc;

  private DialledAddress() {}

  /**
   * The address in figures, or empty.
   *
   * @param given as the agent said it
   * @param seen where its connection comes from
   */
  static Optional<String> of(String given, String seen) {
    try {
      InetAddress address = InetAddress.ofLiteral(given);
      boolean local =
          address.isLoopbackAddress()
              || address.isAnyLocalAddress()
              || address.isLinkLocalAddress()
              || address.isMulticastAddress();
      return Optional.of(address.getHostAddress())
          .filter(at -> !local && (isPrivate(address) || at.equals(seen)));
    } catch (IllegalArgumentException noFigures) {
      return Optional.empty();
    }
  }

  /** RFC 1918, RFC 6598 and RFC 4193. */
  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean carrier =
        bytes.length == 4 && bytes[0] == CARRIER_FIRST && (bytes[1] & 0xc0) == CARRIER_SECOND;
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == UNIQUE_LOCAL;
    return address.isSiteLocalAddress() || carrier || uniqueLocal;
  }
}
