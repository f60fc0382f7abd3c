package dev.forebell.agent.spool;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * One batch in a segment: marker, payload's length, sequence, sampled at (milliseconds), payload's
 * CRC-32C, the head's own; then the payload.
 *
 * @param urgent kept when others must go
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares or keeps it
record SpoolRecord(long sequence, Instant sampledAt, boolean urgent, byte[] payload) {
  static final int HEAD = 32;

  /** Far above what a full batch takes. */
  static final int MOST_PAYLOAD = 1 << 20;

  static final int MARKER = 0xfb_42_61_74;
  private static final int URGENT = 1 << 31;
  private static final int CRC_AT = 28;

  /** What the head says; the payload follows it. */
  record Head(int length, long sequence, Instant sampledAt, boolean urgent, int payloadCrc) {
    int bytes() {
      return HEAD + length;
    }
  }

  int bytes() {
    return HEAD + payload.length;
  }

  ByteBuffer bytes(int seed) {
    ByteBuffer out = ByteBuffer.allocate(bytes());
    out.putInt(MARKER).putInt(payload.length | (urgent ? URGENT : 0)).putLong(sequence);
    out.putLong(sampledAt.toEpochMilli());
    out.putInt(SegmentHeader.crc(payload, 0, payload.length) ^ seed);
    out.putInt(SegmentHeader.crc(out.array(), 0, CRC_AT) ^ seed);
    return out.put(payload).flip();
  }

  /** The head at an offset, if there is a sound one. */
  static Optional<Head> head(byte[] bytes, int at, int seed) {
    ByteBuffer in = ByteBuffer.wrap(bytes, at, HEAD);
    if (in.getInt() != MARKER
        || in.getInt(at + CRC_AT) != (SegmentHeader.crc(bytes, at, CRC_AT) ^ seed)) {
      return Optional.empty();
    }
    int length = in.getInt();
    Head head =
        new Head(
            length & ~URGENT,
            in.getLong(),
            Instant.ofEpochMilli(in.getLong()),
            (length & URGENT) != 0,
            in.getInt());
    return head.length() <= MOST_PAYLOAD && head.sequence() > 0
        ? Optional.of(head)
        : Optional.empty();
  }

  /** The record, if the payload is what was written. */
  static Optional<SpoolRecord> of(Head head, byte[] payload, int seed) {
    return SegmentHeader.crc(payload, 0, payload.length) == (head.payloadCrc() ^ seed)
        ? Optional.of(new SpoolRecord(head.sequence(), head.sampledAt(), head.urgent(), payload))
        : Optional.empty();
  }
}
