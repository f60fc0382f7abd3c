package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real agent and a real collector, both killed again and again: at the end the collector's marks
 * stand where the agent's spool ends, for every epoch that ever was, and nothing was declared lost.
 * Four kills; {@code -Plong} for a thousand, {@code -Dforebell.seed=N} to repeat.
 */
class CountingIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int KILLS = Integer.getInteger("forebell.counting.kills", 4);
  private static final long SEED = Long.getLong("forebell.seed", System.nanoTime());

  @TempDir private Path folder;
  private final Random random = new Random(SEED);
  private OneHost host;
  private long missing;
  private Optional<Running> collector = Optional.empty();
  private Optional<Process> agent = Optional.empty();

  /** What the spool held when an agent was dead: each later look only adds. */
  private final Map<String, Long> sampled = new TreeMap<>();

  @BeforeEach
  void prepare() throws Exception {
    host = new OneHost(folder);
    TestConfig.quick(host.config())
        .withFillRule(disk())
        .with(
            "agent.yaml",
            """
            collector: "${env:FOREBELL_COLLECTOR}"
            key: "${env:FOREBELL_AGENT_KEY}"
            interval: 1s
            status: "%s"
            filesystems: {include: ["%s"]}
            """
                .formatted(socket(), disk()));
  }

  private Path disk() {
    return folder.resolve("disk");
  }

  @AfterEach
  void end() throws InterruptedException {
    if (agent.isPresent()) {
      agent.get().destroyForcibly().waitFor();
    }
    collector.ifPresent(Running::close);
  }

  private void startCollector() {
    collector = Optional.of(host.startCollector());
  }

  private void startAgent() throws IOException {
    agent = Optional.of(host.startAgent());
  }

  private Path spool() {
    return host.config().resolve("agent-state/spool");
  }

  private void killAgent() throws Exception {
    agent.orElseThrow().destroyForcibly().waitFor();
    look();
  }

  private void look() throws IOException {
    if (Files.isDirectory(spool())) {
      SpoolOnDisk.last(spool()).forEach((track, last) -> sampled.merge(track, last, Math::max));
    }
  }

  private void killCollector() {
    missing += missing();
    collector.orElseThrow().kill();
  }

  /** Batches that agents declared lost, as this process of the collector counts them. */
  private long missing() {
    Running now = collector.orElseThrow();
    String metrics = now.text(now.console().resolve("/metrics")).body();
    Matcher value =
        Pattern.compile("(?m)^forebell_ingest_missing_batches_total (\\d+)").matcher(metrics);
    assertTrue(
        value.find(), metrics.lines().filter(line -> line.contains("missing")).toList() + "");
    return Long.parseLong(value.group(1));
  }

  private void pause(int atMostMillis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(atMostMillis)));
  }

  private void awaitUp() {
    OneHost.awaitUp(collector.orElseThrow(), SOON);
  }

  /** Both end as they are asked to; what was sampled until then has been sent and acknowledged. */
  private void stopBoth() throws Exception {
    Process last = agent.orElseThrow();
    Running.signal("TERM", last.pid());
    assertTrue(last.waitFor(20, TimeUnit.SECONDS), "the agent did not stop");
    look();
    missing += missing();
    assertEquals(0, collector.orElseThrow().interrupt());
  }

  @Test
  void everyBatchOfAKilledAgentIsCountedOnceByAKilledCollector() throws Exception {
    System.out.println("counting: " + KILLS + " kills, seed " + SEED);
    startCollector();
    startAgent();
    awaitUp();
    for (int kill = 0; kill < KILLS; kill++) {
      pause(1_500);
      switch (kill % 4) {
        case 0 -> {
          killAgent();
          startAgent();
        }
        case 1 -> {
          killCollector();
          pause(2_500);
          startCollector();
        }
        case 2 -> {
          Running.signal("STOP", agent.orElseThrow().pid());
          pause(3_000);
          Running.signal("CONT", agent.orElseThrow().pid());
        }
        default -> {
          killCollector();
          killAgent();
          startAgent();
          startCollector();
        }
      }
      awaitUp();
    }
    // A last batch that nothing disturbs; what waits for its turn comes before the goodbye.
    Eventually.holds("all was taken", SOON, () -> AgentStatus.nothingQueued(socket()));
    stopBoth();
    Map<String, Long> marks = LaneMarks.of(host.data());
    System.out.println("counting: sampled " + sampled + ", counted " + marks);
    assertEquals(0, missing, "declared lost");
    assertTrue(sampled.size() > 1, "one epoch for each run: " + sampled);
    LaneMarks.assertComplete(sampled, marks);
  }

  /** The last sequence of any epoch that the living agent has put on disk. */
  private long onDisk() {
    try {
      return SpoolOnDisk.last(spool()).values().stream().mapToLong(last -> last).sum();
    } catch (IOException changedMeanwhile) {
      return 0;
    }
  }

  private void awaitBatches(int more) {
    long before = onDisk();
    Eventually.holds(more + " more batches", SOON, () -> onDisk() >= before + more);
  }

  @Test
  void whatHappenedWhileTheCollectorWasAwayIsHistoryAndRaisesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(disk())) {
      disk.fill(30);
      startCollector();
      startAgent();
      awaitUp();
      killCollector();
      disk.fill(90);
      awaitBatches(4);
      disk.fill(30);
      awaitBatches(2);
      startCollector();
      awaitUp();
      Eventually.holds("all was taken", SOON, () -> AgentStatus.nothingQueued(socket()));
      for (JsonNode past : fills()) {
        assertEquals("closed", past.path("state").asText(), "recorded, and over: " + past);
        assertEquals(0, past.path("clocks").size() + past.path("tickets").size(), past.toString());
      }
      disk.fill(90);
      Eventually.holds(
          "the same, live, opens an incident",
          SOON,
          () -> fills().stream().anyMatch(now -> now.path("state").asText().equals("open")));
      stopBoth();
      LaneMarks.assertComplete(sampled, LaneMarks.of(host.data()));
    } finally {
      end();
      agent = Optional.empty();
      collector = Optional.empty();
    }
  }

  private List<JsonNode> fills() {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode incident :
        collector.orElseThrow().get("/api/v1/incidents?limit=500").path("incidents")) {
      if (incident.path("rule").asText().equals("disk-full")) {
        found.add(incident);
      }
    }
    return found;
  }

  private Path socket() {
    return folder.resolve("agent.sock");
  }
}
