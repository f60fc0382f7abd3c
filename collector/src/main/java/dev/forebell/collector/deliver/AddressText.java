package dev.forebell.collector.deliver;

import dev.forebell.common.model.Pure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses as text: only the one plain spelling of each is understood. */
@Pure
final class AddressText {
  private static final Pattern V4 =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final Pattern NUMERIC = Pattern.compile("0[xX][0-9a-fA-F]*|[0-9]+");
  private static final int GROUPS = 8;

  private AddressText() {}

  /** 4 or 16 bytes of a plain IPv4 or IPv6 address; empty: it is none. */
  static Optional<byte[]> bytes(String text) {
    return text.indexOf(':') >= 0 ? v6(text) : v4(text);
  }

  /**
   * Whether a host is an IPv4 address in a spelling that programs read differently: decimal, octal,
   * hexadecimal, short, or with leading zeros.
   */
  static boolean isOddSpelling(String host) {
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = plain.substring(plain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return NUMERIC.matcher(last).matches() && v4(host).isEmpty();
  }

  private static Optional<byte[]> v4(String text) {
    if (!V4.matcher(text).matches()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[4];
    int at = 0;
    for (String part : text.split("\\.", -1)) {
      int value = Integer.parseInt(part);
      if (value > 255) {
        return Optional.empty();
      }
      bytes[at++] = (byte) value;
    }
    return Optional.of(bytes);
  }

  private static Optional<byte[]> v6(String text) {
    int gap = text.indexOf("::");
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    return groups(head).flatMap(first -> groups(tail).flatMap(last -> join(first, last, gap >= 0)));
  }

  private static Optional<byte[]> join(byte[] first, byte[] last, boolean gap) {
    int missing = GROUPS * 2 - first.length - last.length;
    if (gap ? missing < 2 : missing != 0) {
      return Optional.empty();
    }
    byte[] bytes = Arrays.copyOf(first, GROUPS * 2);
    System.arraycopy(last, 0, bytes, bytes.length - last.length, last.length);
    return Optional.of(bytes);
  }

  private static Optional<byte[]> groups(String text) {
    if (text.isEmpty()) {
      return Optional.of(new byte[0]);
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[0];
    for (int i = 0; i < parts.length; i++) {
      Optional<byte[]> part = i == parts.length - 1 ? lastGroup(parts[i]) : group(parts[i]);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      int length = bytes.length;
      bytes = Arrays.copyOf(bytes, length + part.get().length);
      System.arraycopy(part.get(), 0, bytes, length, part.get().length);
    }
    return bytes.length > GROUPS * 2 ? Optional.empty() : Optional.of(bytes);
  }

  private static Optional<byte[]> lastGroup(String text) {
    return text.indexOf('.') >= 0 ? v4(text) : group(text);
  }

  private static Optional<byte[]> group(String text) {
    if (!GROUP.matcher(text).matches()) {
      return Optional.empty();
    }
    int value = Integer.parseInt(text, 16);
    return Optional.of(new byte[] {(byte) (value >> 8), (byte) value});
  }
}
