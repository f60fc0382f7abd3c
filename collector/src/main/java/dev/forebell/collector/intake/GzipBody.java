package dev.forebell.collector.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** A body compressed with gzip. */
final class GzipBody {
  private GzipBody() {}

  /**
   * Decompresses it.
   *
   * @param most how long it may come to; what is longer is given up there
   */
  static byte[] decompressed(byte[] compressed, int most) throws BadRequest {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] plain = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new BadRequest(413, "decompressed it has over " + most + " bytes");
      }
      return plain;
    } catch (IOException e) {
      throw new BadRequest("not gzip: " + e.getMessage());
    }
  }
}
