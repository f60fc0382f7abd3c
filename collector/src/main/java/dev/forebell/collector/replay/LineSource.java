package dev.forebell.collector.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines without copying them: {@code bytes()[start(), end())} is the current
 * line until the next is asked for. Memory is bounded by the longest line.
 */
final class LineSource {
  /** No line of a replay file is longer. */
  static final int LONGEST_LINE = 64 << 20;

  private static final int FIRST_SIZE = 256 << 10;

  private final InputStream in;
  private byte[] bytes = new byte[FIRST_SIZE];
  private int start;
  private int end;
  private int next;
  private int limit;
  private long consumed;

  LineSource(InputStream in) {
    this.in = in;
  }

  /**
   * Goes on to the next line.
   *
   * @return false at the end; what follows the last line end is a line if it is not empty
   * @throws Malformed if the line is longer than {@link #LONGEST_LINE}: nothing can be read after
   *     that
   */
  boolean advance() throws IOException, Malformed {
    consumed += next - start;
    start = next;
    int at = start;
    while (true) {
      while (at < limit && bytes[at] != '\n') {
        at++;
      }
      if (at < limit) {
        return line(at, at + 1);
      }
      int scanned = at - start;
      if (!fill()) {
        return limit > start && line(limit, limit);
      }
      at = start + scanned;
    }
  }

  /** Where the line after the current one begins. */
  int next() {
    return next;
  }

  /** Up to where bytes have been read; the line that begins at {@link #next} may go on after it. */
  int limit() {
    return limit;
  }

  /** The next line was recognised by its content: it ends with the line end before {@code to}. */
  void advanceTo(int to) {
    consumed += next - start;
    start = next;
    line(to - 1, to);
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  /** Without the line end. */
  int end() {
    return end;
  }

  /** Bytes of the stream before the current line. */
  long consumed() {
    return consumed;
  }

  private boolean line(int lineEnd, int following) {
    end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = following;
    return true;
  }

  /** Moves what is left to the front, makes room and reads on; false at the end. */
  private boolean fill() throws IOException, Malformed {
    int left = limit - start;
    if (left == bytes.length) {
      grow();
    } else {
      System.arraycopy(bytes, start, bytes, 0, left);
    }
    start = 0;
    next = 0;
    limit = left;
    int read = in.read(bytes, limit, bytes.length - limit);
    limit += Math.max(0, read);
    return read >= 0;
  }

  private void grow() throws Malformed {
    if (bytes.length >= LONGEST_LINE) {
      throw new Malformed(
          "a line of more than " + (LONGEST_LINE >> 20) + " MiB", "one JSON object a line");
    }
    bytes = Arrays.copyOf(bytes, bytes.length * 2);
  }
}
