package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In virtual machines of its own, with the collector's garbage collector and a large limit. */
@Timeout(120)
class HeapKeeperIT {
  private static final int LIVING = 20 << 20;
  private static final int PIECE = 8 << 10;

  /** Lets pieces grow old before they die, as what hosts said last does. */
  static final class Fleet {
    private Fleet() {}

    public static void main(String[] arguments) {
      if (arguments[0].equals("kept")) {
        assertTrue(HeapKeeper.start().isPresent(), "there is an old generation to watch");
      }
      MemoryPoolMXBean old =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getName().equals("Tenured Gen"))
              .findFirst()
              .orElseThrow();
      Queue<byte[]> newest = new ArrayDeque<>();
      for (int i = 0; i < (1_000 << 20) / PIECE; i++) {
        newest.add(new byte[PIECE]);
        if (newest.size() > LIVING / PIECE) {
          newest.remove();
        }
        if (i % (PIECE / 8) == 0) {
          letBeLookedAt(old);
        }
      }
      System.out.print(old.getPeakUsage().getUsed() >> 20);
    }

    /** On a busy machine the keeper's thread would else come long after its notice. */
    private static void letBeLookedAt(MemoryPoolMXBean old) {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (old.getUsageThreshold() > 0
          && old.isUsageThresholdExceeded()
          && System.nanoTime() < until) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private static int peakOfOldGeneration(String how) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms32m",
                "-Xmx2g",
                "-Xmn16m",
                "-cp",
                System.getProperty("java.class.path"),
                Fleet.class.getName(),
                how)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return Integer.parseInt(said.strip());
  }

  @Test
  void garbageIsLookedForBeforeTheHeapIsFull() throws Exception {
    int kept = peakOfOldGeneration("kept");
    int unkept = peakOfOldGeneration("unkept");
    assertTrue(kept < 200, kept + " MiB at most where it is kept");
    assertTrue(unkept > 400, unkept + " MiB where nobody looks: this would be needless");
  }
}
