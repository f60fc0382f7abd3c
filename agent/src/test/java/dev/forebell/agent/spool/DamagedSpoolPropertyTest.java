package dev.forebell.agent.spool;

import static dev.forebell.agent.spool.SpoolScene.LIVE;
import static dev.forebell.agent.spool.SpoolScene.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.SampleBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a file: what is read is what was written, or is said to be lost. */
class DamagedSpoolPropertyTest {
  private static final int BATCHES = 20;
  private static final byte[] SOUND = sound();

  private static byte[] sound() {
    SpoolScene scene = new SpoolScene().open();
    scene.append(1, BATCHES);
    return scene.folder.content(scene.folder.names().getFirst());
  }

  @Property(tries = 1_000)
  void flippedBitsNeverYieldAWrongBatch(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 1 << 20) Integer> bits) {
    byte[] bytes = SOUND.clone();
    bits.forEach(bit -> bytes[bit / 8 % bytes.length] ^= (byte) (1 << bit % 8));
    checkRead(bytes);
  }

  @Property(tries = 500)
  void truncatedAndOverwrittenFilesNeverYieldAWrongBatch(
      @ForAll @IntRange(max = 1 << 20) int length,
      @ForAll @IntRange(max = 1 << 20) int from,
      @ForAll @IntRange(max = 600) int count,
      @ForAll long seed) {
    byte[] bytes = Arrays.copyOf(SOUND, length % (SOUND.length + 700));
    byte[] noise = new byte[count];
    new Random(seed).nextBytes(noise);
    int at = bytes.length == 0 ? 0 : from % bytes.length;
    System.arraycopy(noise, 0, bytes, at, Math.min(count, bytes.length - at));
    checkRead(bytes);
  }

  @Property(tries = 300)
  void blocksThatChangePlacesNeverYieldAWrongBatch(
      @ForAll @IntRange(max = 1 << 16) int one, @ForAll @IntRange(max = 1 << 16) int other) {
    byte[] bytes = SOUND.clone();
    int sectors = bytes.length / 512;
    int a = one % sectors * 512;
    int b = other % sectors * 512;
    System.arraycopy(SOUND, a, bytes, b, 512);
    System.arraycopy(SOUND, b, bytes, a, 512);
    checkRead(bytes);
  }

  private static void checkRead(byte[] bytes) {
    SpoolScene scene = new SpoolScene();
    scene.folder.content("0000000001.spool", bytes);
    scene.open();
    assertEquals(Optional.empty(), scene.spool.state().trouble());
    for (Earlier earlier : scene.found) {
      assertEquals(LIVE, earlier.track());
      checkTrack(scene, earlier);
    }
  }

  private static void checkTrack(SpoolScene scene, Earlier earlier) {
    long next = earlier.first();
    while (next <= earlier.last()) {
      Chunk chunk = scene.spool.load(LIVE, next);
      assertTrue(chunk.through() >= next && chunk.through() < Long.MAX_VALUE, chunk.toString());
      long answered = chunk.batches().size();
      for (SampleBatch read : chunk.batches()) {
        assertEquals(batch(LIVE, read.sequence(), 3), read);
      }
      for (Loss loss : chunk.losses()) {
        answered += loss.count();
      }
      assertEquals(chunk.through() - next + 1, answered, "each is read or lost, once");
      next = chunk.through() + 1;
    }
  }
}
