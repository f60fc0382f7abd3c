package dev.forebell.collector.deliver;

import dev.forebell.common.model.Pure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides which addresses a request may go to, so that nobody who can name a URL reaches what only
 * the collector can reach. Judges the resolved address that is then connected to; only public ones
 * pass, and those that the endpoint's own {@code allow} contains.
 */
@Pure
public final class SsrfGuard {
  private static final List<AddressRange> CLOSED =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8",
          "100.64.0.0/10", // carrier-grade NAT; some clouds' metadata
          "127.0.0.0/8",
          "168.63.129.16/32", // one cloud's platform address
          "169.254.0.0/16", // link-local; most clouds' metadata
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3", // multicast, reserved, broadcast
          "2001::/23", // Teredo and other special uses
          "2001:db8::/32",
          "2002::/16", // 6to4 carries any IPv4 address
          "3fff::/20");
  // Everything else in IPv6 is loopback, mapped, translated, unique-local, link-local or multicast.
  private static final List<AddressRange> PUBLIC_V6 = ranges("2000::/3");
  private static final List<AddressRange> MAPPED = ranges("::ffff:0:0/96");

  private final List<AddressRange> allowed;

  /**
   * A guard with the exceptions of one endpoint.
   *
   * @param allow CIDR ranges; a malformed one allows nothing
   */
  public SsrfGuard(List<String> allow) {
    this.allowed = allow.stream().flatMap(text -> AddressRange.parse(text).stream()).toList();
  }

  /** Why a host as written in a URL is refused before it is resolved; empty: it may be resolved. */
  public Optional<String> hostProblem(String host) {
    return AddressText.isOddSpelling(host)
        ? Optional.of("'" + host + "' is an address in an ambiguous spelling; write it as a.b.c.d")
        : Optional.empty();
  }

  /**
   * Whether a request may connect to this address.
   *
   * @param address 4 or 16 bytes in network order
   */
  public boolean permits(byte[] address) {
    byte[] plain = unmapped(address);
    return in(allowed, plain) || (!in(CLOSED, plain) && isPublicKind(plain));
  }

  private static boolean isPublicKind(byte[] address) {
    return address.length == 4 || in(PUBLIC_V6, address);
  }

  private static byte[] unmapped(byte[] address) {
    return in(MAPPED, address) ? Arrays.copyOfRange(address, 12, 16) : address;
  }

  private static boolean in(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }

  private static List<AddressRange> ranges(String... texts) {
    return Arrays.stream(texts).map(text -> AddressRange.parse(text).orElseThrow()).toList();
  }
}
