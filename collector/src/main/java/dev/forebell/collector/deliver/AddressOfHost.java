package dev.forebell.collector.deliver;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** The host and port that a URL names. */
final class AddressOfHost {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private AddressOfHost() {}

  /** The host without the brackets of an IPv6 address; empty if the URL names none. */
  static String plain(URI url) {
    String host = Optional.ofNullable(url.getHost()).orElse("");
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The address that a host is the plain spelling of; empty: it is a name. */
  static Optional<InetAddress> literal(String host) {
    return AddressText.bytes(host).flatMap(AddressOfHost::address);
  }

  private static Optional<InetAddress> address(byte[] bytes) {
    try {
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException _) {
      return Optional.empty();
    }
  }

  static boolean isSecure(URI url) {
    return "https".equals(url.getScheme().toLowerCase(Locale.ROOT));
  }

  static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return isSecure(url) ? HTTPS_PORT : HTTP_PORT;
  }
}
