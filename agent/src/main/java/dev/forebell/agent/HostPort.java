package dev.forebell.agent;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address and a port, such as {@code db-1:5432} or {@code [fd00::1]:443}. */
record HostPort(String host, int port) {
  private static final Pattern TEXT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s/]+):(\\d{1,5})");

  static Optional<HostPort> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? port(parts.group(2)).map(port -> new HostPort(bare(parts.group(1)), port))
        : Optional.empty();
  }

  /** The same, where the port may be left out. */
  static Optional<HostPort> parse(String text, int usualPort) {
    return parse(text).or(() -> parse(text + ":" + usualPort));
  }

  /** 1 to 65535. */
  static Optional<Integer> port(String text) {
    return text.matches("\\d{1,5}")
        ? Optional.of(Integer.valueOf(text)).filter(port -> port >= 1 && port <= 65_535)
        : Optional.empty();
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
