package dev.forebell.collector.replay;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds where a sample's value begins, without understanding what stands before it. */
final class SampleStart {
  private static final String VALUE = "\"value\"";

  /**
   * Moves behind the colon of the sample's own {@code value}.
   *
   * @return the text up to there, brace and colon included; empty: there is no such key
   */
  Optional<String> take(ByteCursor in) {
    byte[] bytes = in.bytes();
    int from = in.at();
    int depth = 0;
    int at = from;
    while (at < in.end()) {
      switch (bytes[at]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '\n', '\r' -> depth = 0;
        case '"' -> {
          int close = closing(bytes, at, in.end());
          int colon = depth == 1 ? colon(bytes, close + 1, in.end()) : -1;
          if (colon >= 0 && isValue(bytes, at, close)) {
            in.moveTo(colon + 1);
            return Optional.of(new String(bytes, from, colon + 1 - from, StandardCharsets.UTF_8));
          }
          at = close;
        }
        default -> {}
      }
      if (depth < 1) {
        return Optional.empty();
      }
      at++;
    }
    return Optional.empty();
  }

  private static boolean isValue(byte[] bytes, int open, int close) {
    if (close + 1 - open != VALUE.length()) {
      return false;
    }
    for (int i = 0; i < VALUE.length(); i++) {
      if (bytes[open + i] != VALUE.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a text ends, or the end of all. */
  private static int closing(byte[] bytes, int open, int end) {
    int at = open + 1;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, end);
  }

  /** The colon that follows at once; -1: none. */
  private static int colon(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at < end && bytes[at] == ':' ? at : -1;
  }
}
