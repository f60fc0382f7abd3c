package dev.forebell.agent.fuzz;

import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;

/**
 * Any bytes as one message: an answer, never an exception; what is understood can be said again.
 */
final class FrameFuzzTarget {
  private static final FrameReader READER = new FrameReader(WireLimits.DEFAULT);
  private static final FrameWriter WRITER = new FrameWriter(WireLimits.DEFAULT);

  private FrameFuzzTarget() {}

  public static void fuzzerTestOneInput(byte[] message) {
    if (READER.read(message) instanceof Decoded.Ok ok) {
      Decoded again = READER.read(WRITER.write(ok.frame()));
      if (!again.equals(ok)) {
        throw new IllegalStateException("read as " + ok + ", then as " + again);
      }
    }
  }
}
