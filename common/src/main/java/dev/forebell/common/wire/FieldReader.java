package dev.forebell.common.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Typed fields of one message, in order. Every method takes exactly one field, or throws {@link
 * Fault} with the reason; {@link FrameReader} turns that into a value.
 */
final class FieldReader {
  /** 9999-12-31T23:59:59.999Z: what every library can print. */
  static final long LAST_MILLIS = 253_402_300_799_999L;

  /** Ten years: longer is a mistake. */
  private static final long LONGEST_MILLIS = 3_653L * 24 * 3_600 * 1_000;

  /** Between two numbers that a double tells apart. */
  static final long MOST_STEP = 1L << 54;

  private final JsonParser parser;

  /** The parser stands on a token that no field has taken yet. */
  private boolean peeked;

  FieldReader(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads one element of an array. */
  interface Element<T> {
    T read() throws IOException, Fault;
  }

  /** A reason to refuse the message; never leaves this package. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1;
    final transient WireProblem problem;

    Fault(WireProblem problem) {
      super(problem.describe(), null, false, false);
      this.problem = problem;
    }
  }

  void open(String what) throws IOException, Fault {
    if (take() != JsonToken.START_ARRAY) {
      throw malformed(what + ": expected an array");
    }
  }

  /** Ends the current array; fields that a newer sender added are skipped. */
  void close() throws IOException, Fault {
    while (take() != JsonToken.END_ARRAY) {
      parser.skipChildren();
    }
  }

  long integer(String what, long min, long max) throws IOException, Fault {
    if (take() != JsonToken.VALUE_NUMBER_INT) {
      throw malformed(what + ": expected an integer");
    }
    return range(what, min, max);
  }

  private long range(String what, long min, long max) throws IOException, Fault {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw malformed(what + ": more than 63 bits");
    }
    long value = parser.getLongValue();
    if (value < min || value > max) {
      throw malformed(what + ": " + value + " is not in " + min + ".." + max);
    }
    return value;
  }

  String text(String what) throws IOException, Fault {
    if (take() != JsonToken.VALUE_STRING) {
      throw malformed(what + ": expected a text");
    }
    return parser.getText();
  }

  Instant instant(String what) throws IOException, Fault {
    return Instant.ofEpochMilli(integer(what, 0, LAST_MILLIS));
  }

  Duration duration(String what) throws IOException, Fault {
    return Duration.ofMillis(integer(what, 0, LONGEST_MILLIS));
  }

  /** A duration in milliseconds, or null for none. */
  Optional<Duration> optionalDuration(String what) throws IOException, Fault {
    return switch (take()) {
      case VALUE_NULL -> Optional.empty();
      case VALUE_NUMBER_INT -> Optional.of(Duration.ofMillis(range(what, 0, LONGEST_MILLIS)));
      default -> throw malformed(what + ": expected milliseconds or null");
    };
  }

  /** The constant of this code; a code that was appended later is refused. */
  <E extends Enum<E>> E code(String what, E[] values) throws IOException, Fault {
    return values[(int) integer(what, 0, values.length - 1L)];
  }

  /** The constant of this code; {@code fallback} stands for codes that were appended later. */
  <E extends Enum<E>> E code(String what, E[] values, E fallback) throws IOException, Fault {
    long code = integer(what, 0, Integer.MAX_VALUE);
    return code < values.length ? values[(int) code] : fallback;
  }

  <T> List<T> list(String what, int limit, Element<T> element) throws IOException, Fault {
    open(what);
    List<T> read = new ArrayList<>();
    while (!atEnd()) {
      if (read.size() == limit) {
        throw new Fault(new WireProblem.TooLong(what, limit + 1L, limit));
      }
      read.add(element.read());
    }
    return read;
  }

  /** A finite number, whole or not; empty when the field is an array, which is then open. */
  Optional<Double> numberOrOpen(String what) throws IOException, Fault {
    JsonToken token = take();
    if (token == JsonToken.START_ARRAY) {
      return Optional.empty();
    }
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw malformed(what + ": expected a number or [cause]");
    }
    return Optional.of(finite(what));
  }

  /** A byte string of at most that many bytes. */
  byte[] bytes(String what, int limit) throws IOException, Fault {
    if (take() != JsonToken.VALUE_EMBEDDED_OBJECT) {
      throw malformed(what + ": expected a byte string");
    }
    byte[] bytes = parser.getBinaryValue();
    if (bytes.length > limit) {
      throw new Fault(new WireProblem.TooLong(what, bytes.length, limit));
    }
    return bytes;
  }

  /** A step or an exact number; empty when the field is an array, which is then open. */
  Optional<Change> changeOrOpen(String what) throws IOException, Fault {
    return switch (take()) {
      case START_ARRAY -> Optional.empty();
      case VALUE_NUMBER_INT -> Optional.of(new Change.Step(range(what, -MOST_STEP, MOST_STEP)));
      case VALUE_NUMBER_FLOAT -> Optional.of(new Change.Exact(finite(what)));
      default -> throw malformed(what + ": expected a number, [steps, digits] or [cause]");
    };
  }

  private double finite(String what) throws IOException, Fault {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw malformed(what + ": not a finite number; send [cause] instead");
    }
    return value;
  }

  /** Whether the current array has another field: one that an earlier version did not send. */
  boolean hasMore() throws IOException, Fault {
    boolean more = take() != JsonToken.END_ARRAY;
    peeked = true;
    return more;
  }

  private boolean atEnd() throws IOException, Fault {
    JsonToken token = take();
    peeked = token != JsonToken.END_ARRAY;
    return !peeked;
  }

  private JsonToken take() throws IOException, Fault {
    JsonToken token = peeked ? parser.currentToken() : parser.nextToken();
    peeked = false;
    if (token == null) {
      throw malformed("the message ends here");
    }
    return token;
  }

  Fault malformed(String what) {
    return new Fault(
        new WireProblem.Malformed(parser.currentTokenLocation().getByteOffset(), what));
  }
}
