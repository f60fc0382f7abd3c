package dev.forebell.collector.deliver;

import dev.forebell.common.model.Pure;
import java.util.Arrays;
import java.util.Optional;

/** A range of IPv4 or IPv6 addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
@Pure
final class AddressRange {
  private final byte[] bytes; // 4 or 16, network order
  private final int prefix; // how many leading bits count

  private AddressRange(byte[] bytes, int prefix) {
    this.bytes = bytes;
    this.prefix = prefix;
  }

  /** Reads CIDR; an address alone is a range of one. Empty: it is neither. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return AddressText.bytes(address)
        .flatMap(
            bytes ->
                (slash < 0
                        ? Optional.of(bytes.length * Byte.SIZE)
                        : prefix(text.substring(slash + 1), bytes.length * Byte.SIZE))
                    .map(prefix -> new AddressRange(bytes, prefix)));
  }

  private static Optional<Integer> prefix(String text, int most) {
    if (!text.matches("[0-9]{1,3}")) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(text);
    return prefix <= most ? Optional.of(prefix) : Optional.empty();
  }

  boolean contains(byte[] address) {
    if (address.length != bytes.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    int rest = prefix % Byte.SIZE;
    boolean sameBytes = Arrays.equals(address, 0, whole, bytes, 0, whole);
    return sameBytes && (rest == 0 || sameBits(address[whole], bytes[whole], rest));
  }

  private static boolean sameBits(byte a, byte b, int count) {
    int mask = 0xff << (Byte.SIZE - count) & 0xff;
    return (a & mask) == (b & mask);
  }
}
