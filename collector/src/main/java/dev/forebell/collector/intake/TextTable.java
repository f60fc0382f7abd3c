package dev.forebell.collector.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The texts of one message, each made once: the same few names and values stand in it thousands of
 * times. What has no room any more is made anew.
 */
final class TextTable {
  private static final int MOST_PLACES = 4096;
  private static final int FEWEST_PLACES = 16;
  private static final int BYTES_A_PLACE = 64;
  private static final int PROBES = 4;

  private final byte[] message;
  private final String[] texts;
  private final int[] starts;
  private final int[] lengths;

  TextTable(byte[] message) {
    int wanted = Math.clamp(message.length / BYTES_A_PLACE, FEWEST_PLACES, MOST_PLACES);
    int places = Integer.highestOneBit(wanted);
    this.message = message;
    this.texts = new String[places];
    this.starts = new int[places];
    this.lengths = new int[places];
  }

  /** The UTF-8 text of so many bytes of the message. */
  String text(int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + message[i];
    }
    int place = hash ^ hash >>> 15;
    for (int probe = 0; probe < PROBES; probe++) {
      int at = place + probe & texts.length - 1;
      if (texts[at] == null) {
        return keep(at, start, length);
      }
      if (isAt(at, start, length)) {
        return texts[at];
      }
    }
    return made(start, length);
  }

  private boolean isAt(int at, int start, int length) {
    return lengths[at] == length
        && Arrays.equals(message, starts[at], starts[at] + length, message, start, start + length);
  }

  private String keep(int at, int start, int length) {
    starts[at] = start;
    lengths[at] = length;
    texts[at] = made(start, length);
    return texts[at];
  }

  private String made(int start, int length) {
    return new String(message, start, length, StandardCharsets.UTF_8);
  }
}
