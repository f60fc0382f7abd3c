package dev.forebell.agent.spool;

import dev.forebell.common.model.Pure;
import java.time.Instant;
import java.util.Locale;

/**
 * What is known of one file of the spool without reading it.
 *
 * @param ordinal counts files from the oldest
 * @param first its first sequence
 * @param last highest sequence that it holds or held
 * @param open whether this process still writes to it
 * @param damaged whether something in it could not be read
 * @param sparse whether its routine batches were given up already
 */
@Pure
record Segment(
    long ordinal,
    Track track,
    long first,
    long last,
    Instant firstAt,
    Instant lastAt,
    long bytes,
    boolean open,
    boolean damaged,
    boolean sparse) {
  static final String SUFFIX = ".spool";

  /** A new file, which its first batch is about to go to. */
  static Segment begun(long ordinal, Track track, SpoolRecord first) {
    return new Segment(
        ordinal,
        track,
        first.sequence(),
        first.sequence(),
        first.sampledAt(),
        first.sampledAt(),
        SegmentHeader.BYTES,
        true,
        false,
        false);
  }

  String name() {
    return String.format(Locale.ROOT, "%010d", ordinal) + SUFFIX;
  }

  Segment grown(long sequence, Instant sampledAt, long size) {
    return new Segment(
        ordinal, track, first, sequence, firstAt, sampledAt, size, open, damaged, sparse);
  }

  Segment closed() {
    return new Segment(ordinal, track, first, last, firstAt, lastAt, bytes, false, damaged, sparse);
  }

  Segment hurt() {
    return new Segment(ordinal, track, first, last, firstAt, lastAt, bytes, open, true, sparse);
  }

  Segment thinned(long size) {
    return new Segment(ordinal, track, first, last, firstAt, lastAt, size, open, damaged, true);
  }
}
