package dev.forebell.collector.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.compression.Snappy;

/** Snappy's block format: a length, then the compressed bytes. */
final class SnappyBlock {
  private static final int LONGEST_LENGTH = 5;
  private static final int SEVEN_BITS = 7;

  private SnappyBlock() {}

  /**
   * Decompresses a block.
   *
   * @param most how long it may be; checked before any memory is taken
   */
  static byte[] decompressed(byte[] block, int most) throws BadRequest {
    long length = length(block);
    if (length > most) {
      throw new BadRequest(413, "decompressed it would have " + length + " bytes, over " + most);
    }
    byte[] plain = new byte[(int) length];
    ByteBuf out = Unpooled.wrappedBuffer(plain).clear();
    try {
      new Snappy().decode(Unpooled.wrappedBuffer(block), out);
    } catch (DecompressionException | IndexOutOfBoundsException e) {
      throw new BadRequest("not Snappy's block format: " + e.getMessage());
    }
    if (out.readableBytes() != length) {
      throw new BadRequest(
          "not Snappy's block format: " + out.readableBytes() + " of " + length + " bytes");
    }
    return plain;
  }

  /** The length that a block begins with. */
  private static long length(byte[] block) throws BadRequest {
    long length = 0;
    for (int i = 0; i < Math.min(LONGEST_LENGTH, block.length); i++) {
      length |= (long) (block[i] & 0x7f) << (SEVEN_BITS * i);
      if (block[i] >= 0) {
        return length;
      }
    }
    throw new BadRequest("not Snappy's block format: it has no length");
  }
}
