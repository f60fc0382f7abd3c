package dev.forebell.common.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Walks the headers of a CBOR message before anything is read from it: one array, definite lengths
 * only, nothing longer than the bytes that are left, nothing deeper than the limit, no tags, texts
 * in UTF-8. What passes here cannot make the parser recurse or allocate beyond the message's own
 * size.
 */
final class CborShape {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int ARRAY = 4;
  private static final int MAP = 5;
  private static final int TAG = 6;

  private final byte[] message;
  private final WireLimits limits;
  private final int[] open;
  private int depth;
  private int at;

  private CborShape(byte[] message, WireLimits limits) {
    this.message = message;
    this.limits = limits;
    this.open = new int[limits.depth()];
  }

  static Optional<WireProblem> check(byte[] message, WireLimits limits) {
    if (message.length > limits.messageBytes()) {
      return Optional.of(new WireProblem.TooLong("message", message.length, limits.messageBytes()));
    }
    if (message.length == 0 || (message[0] & 0xff) >> 5 != ARRAY) {
      return Optional.of(new WireProblem.Malformed(0, "a message is one CBOR array"));
    }
    return new CborShape(message, limits).walk();
  }

  private Optional<WireProblem> walk() {
    do {
      if (at >= message.length) {
        return malformed(at, "the message ends inside an array");
      }
      Optional<WireProblem> problem = item();
      if (problem.isPresent()) {
        return problem;
      }
      while (depth > 0 && open[depth - 1] == 0) {
        depth--;
      }
    } while (depth > 0);
    return at == message.length ? Optional.empty() : malformed(at, "bytes after the message");
  }

  private Optional<WireProblem> item() {
    int start = at;
    int major = (message[at] & 0xff) >> 5;
    int detail = message[at] & 0x1f;
    at++;
    if (depth > 0) {
      open[depth - 1]--;
    }
    if (detail > 27) {
      return malformed(start, detail == 31 ? "indefinite length" : "reserved CBOR header");
    }
    int width = detail < 24 ? 0 : 1 << (detail - 24);
    if (width > message.length - at) {
      return malformed(start, "the message ends inside a number");
    }
    long argument = width == 0 ? detail : argument(width);
    return switch (major) {
      case UNSIGNED, NEGATIVE -> Optional.empty();
      case BYTES -> string(start, argument);
      case TEXT -> text(start, argument);
      case ARRAY -> nest(start, argument, 1);
      case MAP -> nest(start, argument, 2);
      case TAG -> malformed(start, "CBOR tags are not used");
      default -> simple(start, detail);
    };
  }

  private long argument(int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = (value << 8) | (message[at++] & 0xff);
    }
    return value;
  }

  private Optional<WireProblem> string(int start, long length) {
    if (length < 0 || length > limits.stringBytes()) {
      return Optional.of(new WireProblem.TooLong("text", length, limits.stringBytes()));
    }
    if (length > message.length - at) {
      return malformed(start, "the message ends inside a text");
    }
    at += (int) length;
    return Optional.empty();
  }

  private Optional<WireProblem> text(int start, long length) {
    int from = at;
    Optional<WireProblem> problem = string(start, length);
    if (problem.isEmpty() && !isUtf8(ByteBuffer.wrap(message, from, (int) length))) {
      return malformed(start, "a text that is not UTF-8");
    }
    return problem;
  }

  /** The parser itself takes some sequences that are none, and makes something else of them. */
  private static boolean isUtf8(ByteBuffer text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(text);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Every element takes a byte at least, so a longer count than bytes left is a lie. */
  private Optional<WireProblem> nest(int start, long count, int itemsEach) {
    if (count < 0 || count > (message.length - at) / itemsEach) {
      return malformed(start, "an array or map longer than the message");
    }
    if (depth == open.length) {
      return Optional.of(new WireProblem.TooLong("nesting", depth + 1L, limits.depth()));
    }
    open[depth++] = (int) count * itemsEach;
    return Optional.empty();
  }

  /** false, true, null, undefined and the three floating-point widths. */
  private static Optional<WireProblem> simple(int start, int detail) {
    boolean known = detail >= 20 && detail <= 27 && detail != 24;
    return known ? Optional.empty() : malformed(start, "unknown CBOR simple value");
  }

  private static Optional<WireProblem> malformed(int offset, String what) {
    return Optional.of(new WireProblem.Malformed(offset, what));
  }
}
