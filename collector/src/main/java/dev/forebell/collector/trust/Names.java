package dev.forebell.collector.trust;

import java.net.InetAddress;
import java.util.Locale;

/** Names that a server answers under. */
final class Names {
  private Names() {}

  /** An IP address in figures; nothing is looked up. */
  static boolean isAddress(String name) {
    try {
      return !InetAddress.ofLiteral(name).getHostAddress().isEmpty();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  /** One spelling of each: an IPv6 address has many. */
  static String canonical(String name) {
    return isAddress(name)
        ? InetAddress.ofLiteral(name).getHostAddress()
        : name.toLowerCase(Locale.ROOT);
  }
}
