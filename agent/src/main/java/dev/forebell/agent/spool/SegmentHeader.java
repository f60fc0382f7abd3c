package dev.forebell.agent.spool;

import dev.forebell.common.model.Lane;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The start of a segment: what it is, of which track. Bytes 0 to 7 are the magic, 8 and 9 the
 * format's version, which every version keeps there; 10 the lane, 12 the epoch, 20 the first
 * sequence, 28 when that was sampled, 36 the CRC-32C of all before. In the second sector, which is
 * written over and over, stands how far the track is acknowledged. Records begin at {@link #BYTES}.
 *
 * @param first the sequence of its first record
 */
record SegmentHeader(Track track, long first, Instant firstSampledAt) {
  static final int BYTES = 1_024;
  static final int POINTER_AT = 512;
  static final short VERSION = 1;

  private static final long MAGIC = 0x464f5245_42454c4cL; // "FOREBELL"
  private static final int CRC_AT = 36;
  private static final int POINTER_BYTES = 12;

  /** What the first sector of a file turned out to be. */
  sealed interface Read {
    record Good(SegmentHeader header) implements Read {}

    /** A format of another version; nothing more is known of it. */
    record Foreign(int version) implements Read {}

    record Damaged() implements Read {}
  }

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putShort(VERSION).put((byte) laneCode()).put((byte) 0);
    bytes.putLong(track.epoch()).putLong(first).putLong(firstSampledAt.toEpochMilli());
    bytes.putInt(crc(bytes.array(), 0, CRC_AT));
    return bytes.clear();
  }

  static Read read(byte[] bytes) {
    if (bytes.length < CRC_AT + Integer.BYTES) {
      return new Read.Damaged();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.getLong() != MAGIC) {
      return new Read.Damaged();
    }
    short version = in.getShort();
    if (in.getInt(CRC_AT) != crc(bytes, 0, CRC_AT)) {
      return version == VERSION ? new Read.Damaged() : new Read.Foreign(version & 0xffff);
    }
    return version == VERSION ? known(in) : new Read.Foreign(version & 0xffff);
  }

  @SuppressWarnings("EnumOrdinal")
  private static Read known(ByteBuffer in) {
    int lane = in.get();
    in.get();
    long epoch = in.getLong();
    long first = in.getLong();
    long millis = in.getLong();
    if (lane < 0 || lane >= Lane.values().length || first < 1) {
      return new Read.Damaged();
    }
    Track track = new Track(Lane.values()[lane], epoch);
    return new Read.Good(new SegmentHeader(track, first, Instant.ofEpochMilli(millis)));
  }

  /** The bytes at {@link #POINTER_AT}. */
  ByteBuffer pointer(long acked) {
    ByteBuffer bytes = ByteBuffer.allocate(POINTER_BYTES);
    bytes.putLong(acked).putInt(crc(bytes.array(), 0, Long.BYTES) ^ seed());
    return bytes.flip();
  }

  /** How far the track was acknowledged; empty: not known. */
  Optional<Long> readPointer(byte[] bytes) {
    if (bytes.length < POINTER_AT + POINTER_BYTES) {
      return Optional.empty();
    }
    long acked = ByteBuffer.wrap(bytes).getLong(POINTER_AT);
    int crc = ByteBuffer.wrap(bytes).getInt(POINTER_AT + Long.BYTES) ^ seed();
    boolean good = acked >= 0 && crc == crc(bytes, POINTER_AT, Long.BYTES);
    return good ? Optional.of(acked) : Optional.empty();
  }

  /** Mixed into every checksum: a block of another segment is no record of this one. */
  int seed() {
    return Long.hashCode(track.epoch()) * 31 + Long.hashCode(first) + laneCode();
  }

  /** The enum says so itself: its order is the code on the wire, append only. */
  @SuppressWarnings("EnumOrdinal")
  private int laneCode() {
    return track.lane().ordinal();
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
