package dev.forebell.collector.ledger;

import static dev.forebell.collector.ledger.LedgerSamples.ACME;
import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.port.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A committing process is killed at random moments: nothing it acknowledged is lost, nothing is
 * torn, and the next start goes on where it stood. {@code -Dforebell.ledger.kills=1000} for the
 * long run.
 */
final class LedgerCrashIT {
  private static final int KILLS = Integer.getInteger("forebell.ledger.kills", 10);
  private static final int MOST_COMMITS = 400;

  @TempDir private Path data;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsTornByKillingTheProcess()
      throws IOException, InterruptedException {
    long seed = Long.getLong("forebell.seed", System.nanoTime());
    Random random = new Random(seed);
    long acked = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      acked = commitUntilKilled(acked + 1 + random.nextInt(MOST_COMMITS), random);
      long kept = verify("kill " + kill + " of seed " + seed);
      assertTrue(kept >= acked, "acknowledged " + acked + ", kept " + kept + ", seed " + seed);
    }
  }

  /** Kills the child some time after it acknowledged {@code target}; returns its last ack. */
  private long commitUntilKilled(long target, Random random)
      throws IOException, InterruptedException {
    Process child = start();
    try (BufferedReader acks = child.inputReader(UTF_8)) {
      long last = 0;
      while (last < target) {
        last = ack(acks.readLine());
      }
      spin(random.nextInt(2_000_000));
      // By its handle: Process.destroyForcibly() would also close the pipe with the last acks.
      child.toHandle().destroyForcibly();
      for (String line = acks.readLine(); line != null; line = acks.readLine()) {
        if (line.matches("ack \\d+")) {
          last = ack(line);
        }
      }
      child.waitFor();
      return last;
    }
  }

  private static long ack(String line) {
    return Long.parseLong(line.substring("ack ".length()));
  }

  private static void spin(int nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CommittingChild.class.getName(),
                data.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Every incident is whole, numbers have no holes, and mark and outbox agree. Returns the last.
   */
  private long verify(String when) {
    try (DataFolder folder = DataFolder.claim(data, T0);
        SqlLedger ledger = SqlLedger.open(folder)) {
      Recovery recovery = ledger.load();
      long last = recovery.lastNumbers().getOrDefault(ACME, 0L);
      Map<Long, Long> perIncident =
          recovery.events().stream()
              .map(StoredEvent::incident)
              .collect(Collectors.groupingBy(id -> id.number(), Collectors.counting()));
      assertEquals(last, perIncident.size(), when);
      assertTrue(perIncident.values().stream().allMatch(n -> n == CommittingChild.EVENTS), when);
      assertEquals(last, recovery.marks().getFirst().sequence(), when);
      assertEquals(last * CommittingChild.EVENTS, ledger.outbox().newest(), when);
      return last;
    }
  }
}
