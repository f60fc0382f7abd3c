package dev.forebell.collector.replay;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A place in a file's bytes. Every {@code take} either recognises what it is asked for and moves
 * behind it, or says no; after a no the place is of no use. It recognises less than JSON allows and
 * nothing that JSON forbids.
 */
final class ByteCursor {
  /** Whole numbers of so many digits fit into a long. */
  private static final int MOST_DIGITS = 18;

  /** Whole numbers below this and powers of ten up to the table's last are exact as double. */
  private static final long EXACT = 1L << 53;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** A number with more characters than this is left to the JSON parser. */
  static final int LONGEST_NUMBER = 64;

  private final char[] digits = new char[LONGEST_NUMBER];
  private byte[] bytes = {};
  private int at;
  private int end;
  private int textStart;
  private int textEnd;
  private double number;

  void over(byte[] text, int from, int to) {
    bytes = text;
    at = from;
    end = to;
  }

  int at() {
    return at;
  }

  /** Up to where it may be read. */
  int end() {
    return end;
  }

  /** Goes on from another place. */
  void moveTo(int to) {
    at = to;
  }

  void skipSpace() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }

  /** The end of a line: a line feed, or a carriage return and a line feed. */
  boolean takeLineEnd() {
    skipSpace();
    if (at < end && bytes[at] == '\r') {
      at++;
    }
    if (at < end && bytes[at] == '\n') {
      at++;
      return true;
    }
    return false;
  }

  boolean take(char wanted) {
    skipSpace();
    if (at < end && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** Exactly these bytes, no space before them. */
  boolean take(byte[] wanted) {
    if (wanted.length <= end - at
        && Arrays.mismatch(bytes, at, at + wanted.length, wanted, 0, wanted.length) < 0) {
      at += wanted.length;
      return true;
    }
    return false;
  }

  /** A key, given with its quotes, and the colon behind it. */
  boolean takeKey(byte[] quoted) {
    skipSpace();
    return take(quoted) && take(':');
  }

  /** A word such as {@code null}. */
  boolean takeWord(byte[] word) {
    skipSpace();
    return take(word);
  }

  /** A text without escapes; then {@link #text()} and its bounds are known. */
  boolean takeText() {
    if (!take('"')) {
      return false;
    }
    textStart = at;
    while (at < end && bytes[at] != '"') {
      if (bytes[at] == '\\' || (bytes[at] >= 0 && bytes[at] < ' ')) {
        return false;
      }
      at++;
    }
    textEnd = at;
    at++;
    return textEnd < end;
  }

  String text() {
    return new String(bytes, textStart, textEnd - textStart, StandardCharsets.UTF_8);
  }

  int textStart() {
    return textStart;
  }

  int textEnd() {
    return textEnd;
  }

  byte[] bytes() {
    return bytes;
  }

  /** What {@link #takeNumber} found. */
  double number() {
    return number;
  }

  /** A number as JSON writes it; its value is the double nearest to what is written. */
  boolean takeNumber() {
    skipSpace();
    int from = at;
    boolean negative = at < end && bytes[at] == '-';
    int whole = negative ? at + 1 : at;
    at = digitsEnd(whole);
    int count = at - whole;
    if (count == 0 || (count > 1 && bytes[whole] == '0')) {
      return false;
    }
    int point = at;
    if (at < end && bytes[at] == '.') {
      at = digitsEnd(at + 1);
      if (at == point + 1) {
        return false;
      }
    }
    int fraction = Math.max(0, at - point - 1);
    boolean exponent = at < end && (bytes[at] | 0x20) == 'e';
    if (exponent && !takeExponent()) {
      return false;
    }
    if (exponent || count + fraction > MOST_DIGITS || fraction >= POWERS.length) {
      return parse(from);
    }
    long value = value(point + 1, point + 1 + fraction, value(whole, point, 0));
    if (value >= EXACT) {
      return parse(from);
    }
    number = signed(value, fraction, negative);
    return true;
  }

  private int digitsEnd(int from) {
    byte[] text = bytes;
    int last = end;
    int place = from;
    while (place < last && text[place] >= '0' && text[place] <= '9') {
      place++;
    }
    return place;
  }

  /** The whole number that the digits in {@code [from, to)} make when they follow {@code begun}. */
  private long value(int from, int to, long begun) {
    byte[] text = bytes;
    long value = begun;
    for (int place = from; place < to; place++) {
      value = value * 10 + (text[place] - '0');
    }
    return value;
  }

  /** A whole minus zero is zero, as for any reader that takes it for an integer. */
  private static double signed(long value, int fraction, boolean negative) {
    double size = fraction == 0 ? value : value / POWERS[fraction];
    return negative && (value != 0 || fraction > 0) ? -size : size;
  }

  private boolean takeExponent() {
    at++;
    if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
      at++;
    }
    int first = at;
    at = digitsEnd(first);
    return at > first;
  }

  private boolean parse(int from) {
    int length = at - from;
    if (length > LONGEST_NUMBER) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      digits[i] = (char) bytes[from + i];
    }
    number = NumberInput.parseDouble(digits, 0, length, true);
    return true;
  }
}
