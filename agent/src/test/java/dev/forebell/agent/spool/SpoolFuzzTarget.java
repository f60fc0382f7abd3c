package dev.forebell.agent.spool;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Any bytes as a spool file: opened, read and dropped without an exception, each batch once. */
public final class SpoolFuzzTarget {
  static {
    // The spool tells people of damage; here everything is.
    Logger.getLogger("dev.forebell").setLevel(Level.OFF);
  }

  private SpoolFuzzTarget() {}

  public static void fuzzerTestOneInput(byte[] file) {
    SpoolScene scene = new SpoolScene();
    // Checksums would keep the fuzzer out: half of the inputs are put behind a sound header.
    scene.folder.content("0000000001.spool", file.length > 0 && file[0] == 1 ? behind(file) : file);
    scene.open();
    for (Earlier earlier : scene.found) {
      long next = earlier.first();
      for (int asked = 0; next <= earlier.last() && asked < 100; asked++) {
        Chunk chunk = scene.spool.load(earlier.track(), next);
        if (chunk.through() < next) {
          throw new IllegalStateException("no way on from " + next);
        }
        next = chunk.through() == Long.MAX_VALUE ? next : chunk.through() + 1;
      }
    }
    new BatchCodec().decode(file);
    scene.spool.close();
  }

  private static byte[] behind(byte[] file) {
    SegmentHeader header = new SegmentHeader(SpoolScene.LIVE, 1, SpoolScene.NOON);
    byte[] sound = new SpoolRecord(1, SpoolScene.NOON, false, file).bytes(header.seed()).array();
    byte[] all =
        Arrays.copyOf(header.bytes().array(), SegmentHeader.BYTES + sound.length + file.length);
    System.arraycopy(sound, 0, all, SegmentHeader.BYTES, sound.length);
    System.arraycopy(file, 0, all, SegmentHeader.BYTES + sound.length, file.length);
    return all;
  }
}
