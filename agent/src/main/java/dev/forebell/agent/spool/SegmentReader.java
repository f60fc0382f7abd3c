package dev.forebell.agent.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a segment's records in order and steps over what is damaged: the next sound head after a
 * broken one is found by its marker. What follows the last sound record is a torn tail.
 */
final class SegmentReader {
  private static final int WINDOW = 64 << 10;

  private final SpoolFile file;
  private final int seed;
  private long at = SegmentHeader.BYTES;
  private boolean damaged;
  private Optional<Long> torn = Optional.empty();

  SegmentReader(SpoolFile file, SegmentHeader header) {
    this.file = file;
    this.seed = header.seed();
  }

  /** Every sound record of a segment. */
  static List<SpoolRecord> all(SpoolFolder folder, Segment segment) throws IOException {
    List<SpoolRecord> records = new ArrayList<>();
    SegmentHeader header = new SegmentHeader(segment.track(), segment.first(), segment.firstAt());
    try (SpoolFile file = folder.open(segment.name())) {
      SegmentReader reader = new SegmentReader(file, header);
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        records.add(record.get());
      }
    }
    return records;
  }

  /** The next sound record; empty at the end. A file that grows meanwhile may be asked again. */
  Optional<SpoolRecord> next() throws IOException {
    while (true) {
      Optional<SpoolRecord.Head> head = headAt(at);
      if (head.isEmpty()) {
        long next = find(at + 1);
        if (next < 0) {
          return Optional.empty();
        }
        damaged = true;
        at = next;
        continue;
      }
      Optional<SpoolRecord> record = record(head.get());
      if (record.isPresent()) {
        at += head.get().bytes();
        return record;
      }
      if (at + head.get().bytes() > file.size()) {
        torn = Optional.of(head.get().sequence());
        return Optional.empty();
      }
      // Its length may be trusted, its payload not.
      damaged = true;
      at += head.get().bytes();
    }
  }

  /** Whether something had to be stepped over. */
  boolean isDamaged() {
    return damaged;
  }

  /** Whether bytes follow the last sound record, once {@link #next} has given the last. */
  boolean hasTail() throws IOException {
    return at < file.size();
  }

  /** The sequence of a record that was begun and not finished, where its head can be read. */
  Optional<Long> torn() {
    return torn;
  }

  private Optional<SpoolRecord.Head> headAt(long position) throws IOException {
    byte[] bytes = read(position, SpoolRecord.HEAD);
    return bytes.length == SpoolRecord.HEAD ? SpoolRecord.head(bytes, 0, seed) : Optional.empty();
  }

  private Optional<SpoolRecord> record(SpoolRecord.Head head) throws IOException {
    if (at + head.bytes() > file.size()) {
      return Optional.empty();
    }
    byte[] payload = read(at + SpoolRecord.HEAD, head.length());
    return payload.length == head.length() ? SpoolRecord.of(head, payload, seed) : Optional.empty();
  }

  private byte[] read(long position, int length) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(length);
    int count = file.read(position, into);
    return count == length ? into.array() : Arrays.copyOf(into.array(), Math.max(0, count));
  }

  /** The first sound head at or after a position; -1: none. */
  private long find(long position) throws IOException {
    for (long from = position; ; from += WINDOW - SpoolRecord.HEAD + 1) {
      byte[] window = read(from, WINDOW);
      for (int i = 0; i + SpoolRecord.HEAD <= window.length; i++) {
        if (window[i] == (byte) (SpoolRecord.MARKER >>> 24)
            && SpoolRecord.head(window, i, seed).isPresent()) {
          return from + i;
        }
      }
      if (window.length < WINDOW) {
        return -1;
      }
    }
  }
}
