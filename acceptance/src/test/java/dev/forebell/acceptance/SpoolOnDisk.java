package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what a dead agent left in its spool, apart from the agent's own code. */
final class SpoolOnDisk {
  private static final int LANE_AT = 10;
  private static final int EPOCH_AT = 12;
  private static final int RECORDS_AT = 1_024;
  private static final int HEAD = 32;
  private static final int MARKER = 0xfb_42_61_74;
  private static final int URGENT = 1 << 31;

  private SpoolOnDisk() {}

  /** The last sequence that stands whole in the files, by lane and epoch. */
  static Map<String, Long> last(Path folder) throws IOException {
    Map<String, Long> last = new TreeMap<>();
    List<Path> segments;
    try (Stream<Path> files = Files.list(folder)) {
      segments = files.filter(file -> file.toString().endsWith(".spool")).toList();
    }
    for (Path segment : segments) {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment));
      if (bytes.limit() > RECORDS_AT) {
        last.merge(track(bytes.get(LANE_AT), bytes.getLong(EPOCH_AT)), lastOf(bytes), Math::max);
      }
    }
    return last;
  }

  static String track(int lane, long epoch) {
    return (lane == 0 ? "live" : "backfill") + " " + epoch;
  }

  private static long lastOf(ByteBuffer bytes) {
    long last = 0;
    try {
      int at = RECORDS_AT;
      // The tail may be torn, or room that was taken and not yet written.
      while (bytes.getInt(at) == MARKER) {
        int length = bytes.getInt(at + 4) & ~URGENT;
        long sequence = bytes.getLong(at + 8);
        at += HEAD + length;
        if (at > bytes.limit()) {
          return last;
        }
        last = sequence;
      }
      return last;
    } catch (BufferUnderflowException | IndexOutOfBoundsException end) {
      return last;
    }
  }
}
