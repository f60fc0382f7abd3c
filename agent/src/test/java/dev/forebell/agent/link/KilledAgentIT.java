package dev.forebell.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.ChildJvm;
import dev.forebell.agent.spool.Track;
import dev.forebell.common.model.Reading;
import dev.forebell.common.wire.Frame;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of spool and link at any time, while the collector loses connections and
 * withholds acks: what was ever taken into the spool arrives, once, and nothing is declared lost.
 * Ten kills, {@code -Plong} for 1,000, {@code -Dforebell.seed=N} to repeat.
 */
@Timeout(7_200)
class KilledAgentIT {
  private static final int KILLS = Integer.getInteger("forebell.agent.kills", 10);
  private static final long SEED = Long.getLong("forebell.seed", System.nanoTime());

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  /** What the collector has: per track and sequence the number that was sampled. */
  private final Map<Track, TreeMap<Long, Long>> received = new HashMap<>();

  private final Map<Track, Long> committed = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();

  @Test
  void nothingIsLostOrDoubledByKills() throws Exception {
    System.out.println("agent kills: " + KILLS + ", seed " + SEED);
    try (TestCollector collector = new TestCollector()) {
      Thread serving = Thread.ofPlatform().daemon().start(() -> serve(collector));
      for (int run = 1; run <= KILLS; run++) {
        Process victim = start(collector, run);
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(700)).toNanos());
        victim.destroyForcibly().waitFor();
      }
      Process last = start(collector, 0);
      assertTrue(last.waitFor(120, TimeUnit.SECONDS), "not drained");
      assertEquals(0, last.exitValue());
      serving.interrupt();
      serving.join();
    }
    assertEquals(List.of(), wrong);
    assertComplete();
  }

  private Process start(TestCollector collector, int run) throws Exception {
    Process victim =
        ChildJvm.start(
            List.of(),
            LinkVictim.class,
            folder.resolve("spool").toString(),
            Integer.toString(collector.port()),
            Integer.toString(run),
            "5");
    BufferedReader output = victim.inputReader();
    String line = output.readLine();
    while (line != null && !line.equals("ready")) {
      line = output.readLine();
    }
    assertEquals("ready", line);
    return victim;
  }

  /** Each run's numbers from the first to its last that was ever seen. */
  private void assertComplete() {
    Map<Long, TreeMap<Long, Integer>> runs = new TreeMap<>();
    received
        .values()
        .forEach(
            track ->
                track
                    .values()
                    .forEach(
                        number ->
                            runs.computeIfAbsent(number / 1_000_000, _ -> new TreeMap<>())
                                .merge(number % 1_000_000, 1, Integer::sum)));
    long all = 0;
    for (Map.Entry<Long, TreeMap<Long, Integer>> run : runs.entrySet()) {
      assertEquals(
          run.getValue().lastKey(),
          (long) run.getValue().size(),
          "run " + run.getKey() + " has holes, seed " + SEED);
      assertTrue(
          run.getValue().values().stream().allMatch(count -> count == 1),
          "run " + run.getKey() + " has doubles, seed " + SEED);
      all += run.getValue().size();
    }
    System.out.println("agent kills: " + all + " batches of " + runs.size() + " runs arrived");
    assertTrue(runs.size() > KILLS / 2, "most runs got as far as a sample: " + runs.keySet());
  }

  private void serve(TestCollector collector) {
    try {
      while (true) {
        converse(collector.accept(Duration.ofMinutes(10)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(TestCollector.Session session) throws InterruptedException {
    int patience = random.nextInt(400);
    boolean acks = random.nextInt(4) > 0;
    boolean welcomed = false;
    while (true) {
      TestCollector.Said said = session.poll(Duration.ofMillis(50));
      switch (said) {
        case TestCollector.Said.Gone _ -> {
          return;
        }
        case TestCollector.Said.Nothing _ -> {}
        case TestCollector.Said.Words words -> {
          if (words.frame() instanceof Frame.Hello hello && !welcomed) {
            session.welcome(hello, replayFrom(hello));
            welcomed = true;
          } else if (words.frame() instanceof Frame.Samples samples) {
            take(session, samples, acks);
          } else if (words.frame() instanceof Frame.Gap gap) {
            wrong.add("declared lost: " + gap);
          }
        }
      }
      if (--patience == 0) {
        session.cut();
        return;
      }
    }
  }

  private Frame.ReplayFrom[] replayFrom(Frame.Hello hello) {
    return hello.lanes().stream()
        .map(
            lane ->
                new Frame.ReplayFrom(
                    lane.lane(),
                    lane.epoch(),
                    committed.getOrDefault(new Track(lane.lane(), lane.epoch()), 0L) + 1))
        .toArray(Frame.ReplayFrom[]::new);
  }

  private void take(TestCollector.Session session, Frame.Samples samples, boolean acks) {
    Track track = new Track(samples.lane(), samples.epoch());
    long number = (long) ((Reading.Value) samples.readings().getFirst()).value();
    long next = committed.getOrDefault(track, 0L) + 1;
    if (samples.sequence() > next) {
      wrong.add(track + " jumps to " + samples.sequence() + ", expected " + next);
    }
    Long before =
        received.computeIfAbsent(track, _ -> new TreeMap<>()).put(samples.sequence(), number);
    if (before != null && before != number) {
      wrong.add(track + " " + samples.sequence() + " was " + before + ", then " + number);
    }
    committed.merge(track, samples.sequence(), Math::max);
    if (acks) {
      session.send(new Frame.Ack(track.lane(), track.epoch(), samples.sequence()));
    }
  }
}
