package dev.forebell.agent.spool;

import java.io.Closeable;
import java.io.IOException;

/** The segment of one track that is written to. After a failure it must be closed, never synced. */
final class SegmentWriter implements Closeable {
  private final SpoolFile file;
  private final SegmentHeader header;
  private Segment segment;
  private boolean dirty = true;

  SegmentWriter(SpoolFile file, Segment segment) throws IOException {
    this.file = file;
    this.segment = segment;
    this.header = new SegmentHeader(segment.track(), segment.first(), segment.firstAt());
    file.write(0, header.bytes());
  }

  Segment segment() {
    return segment;
  }

  boolean isDirty() {
    return dirty;
  }

  void append(SpoolRecord record) throws IOException {
    dirty = true;
    file.write(segment.bytes(), record.bytes(header.seed()));
    segment =
        segment.grown(record.sequence(), record.sampledAt(), segment.bytes() + record.bytes());
  }

  /** Reaches the disk with the next sync, or never: it only saves work. */
  void point(long acked) throws IOException {
    file.write(SegmentHeader.POINTER_AT, header.pointer(acked));
  }

  void sync() throws IOException {
    file.sync();
    dirty = false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
