package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the collector between any two steps of an incident's life: nothing is lost,
 * nothing doubled, no clock moved. Ten kills; {@code -Plong} for fifty, {@code -Dforebell.seed=N}
 * to repeat.
 */
class CollectorKillIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int KILLS = Integer.getInteger("forebell.kills", 10);
  private static final long SEED = Long.getLong("forebell.seed", System.nanoTime());

  @TempDir private Path folder;

  @Test
  void nothingIsLostOrDoubledByKills() throws Exception {
    System.out.println("collector kills: " + KILLS + ", seed " + SEED);
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"));
        RecordingDesk desk = new RecordingDesk()) {
      Life life = new Life(disk, desk);
      try {
        for (int kill = 0; kill < KILLS; kill++) {
          life.step(kill);
        }
        life.finish();
      } finally {
        life.close();
      }
    }
  }

  /** One agent and a collector that is killed again and again on the same port and data. */
  private final class Life implements AutoCloseable {
    private final Random random = new Random(SEED);
    private final SmallDisk disk;
    private final RecordingDesk desk;
    private final OneHost host;
    private final Process agent;
    private Running collector;
    private int incidents;
    private final Map<String, String> deadlines = new TreeMap<>();

    Life(SmallDisk disk, RecordingDesk desk) throws Exception {
      this.disk = disk;
      this.desk = desk;
      this.host = new OneHost(folder);
      TestConfig.quick(host.config())
          .withFillRule(disk.path())
          .with(
              "webhooks/desk.yaml",
              """
              webhook: {id: demo-desk, url: "%s", allow: [127.0.0.0/8]}
              create: {method: POST, reference: id}
              update: {method: POST}
              close: {method: POST}
              """
                  .formatted(desk.url()));
      disk.fill(30);
      this.collector = host.startCollector();
      this.agent = host.startAgent();
      OneHost.awaitUp(collector, SOON);
    }

    /**
     * Sets off the next step of an incident's life, kills the collector while it happens, and waits
     * for it all the same.
     */
    void step(int number) {
      switch (number % 5) {
        case 0 -> killDuring(() -> disk.fill(65));
        case 1 -> killDuring(() -> disk.fill(85));
        case 2 -> killDuring(() -> acknowledge(newest()));
        case 3 -> killDuring(() -> disk.fill(30));
        default -> killDuring(() -> {});
      }
      switch (number % 5) {
        case 0 -> opened();
        case 1 ->
            Eventually.holds(
                "critical", SOON, () -> newest().path("severity").asText().equals("critical"));
        case 2 -> {
          if (newest().path("acknowledged_at").isNull()) {
            acknowledge(newest());
          }
          Eventually.holds(
              "acknowledged", SOON, () -> newest().path("acknowledged_at").isTextual());
        }
        case 3 ->
            Eventually.holds(
                "resolved", SOON, () -> newest().path("state").asText().matches("resolved|closed"));
        default ->
            Eventually.holds(
                "closed", SOON, () -> newest().path("state").asText().equals("closed"));
      }
    }

    private void killDuring(Runnable trigger) {
      trigger.run();
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1500)).toNanos());
      collector.kill();
      collector = host.startCollector();
    }

    private void opened() {
      incidents++;
      Eventually.holds("an incident more: " + incidents, SOON, () -> all().size() >= incidents);
      noteDeadlines();
    }

    private void noteDeadlines() {
      for (JsonNode clock : newest().path("clocks")) {
        deadlines.put(clockName(newest(), clock), clock.path("deadline").asText());
      }
    }

    private static String clockName(JsonNode incident, JsonNode clock) {
      return incident.path("id").asText()
          + " "
          + clock.path("set").asText()
          + " "
          + clock.path("name").asText();
    }

    private void acknowledge(JsonNode incident) {
      collector.post(
          "/api/v1/incidents/" + incident.path("id").asText() + "/commands",
          "{\"command\":\"acknowledge\",\"by\":\"Ann\"}");
    }

    private JsonNode all() {
      return collector.get("/api/v1/incidents?limit=500").path("incidents");
    }

    private JsonNode newest() {
      JsonNode newest = all().get(0);
      for (JsonNode one : all()) {
        if (one.path("detected_at").asText().compareTo(newest.path("detected_at").asText()) > 0) {
          newest = one;
        }
      }
      return newest;
    }

    void finish() {
      disk.fill(30);
      Eventually.holds(
          "everything closed",
          SOON,
          () -> {
            for (JsonNode one : all()) {
              if (!one.path("state").asText().equals("closed")) {
                return false;
              }
            }
            return true;
          });
      assertEquals(incidents, all().size(), "one incident for each filling: " + all());
      for (JsonNode incident : all()) {
        checkTimeline(incident.path("id").asText());
        checkTickets(incident.path("id").asText());
      }
    }

    private void checkTimeline(String id) {
      JsonNode incident = collector.get("/api/v1/incidents/" + id);
      List<String> names = new ArrayList<>();
      int number = 1;
      for (JsonNode event : incident.path("timeline")) {
        assertEquals(number++, event.path("number").asInt(), "numbers without gaps in " + id);
        String name = event.path("event").asText();
        if (!name.startsWith("sla.warning")) {
          names.add(
              name
                  + " "
                  + event.path("clock").path("set").asText()
                  + event.path("clock").path("name").asText());
        }
      }
      for (String once :
          List.of("incident.opened ", "incident.acknowledged ", "incident.closed ")) {
        assertTrue(names.stream().filter(once::equals).count() <= 1, once + " once in " + names);
      }
      for (JsonNode clock : incident.path("clocks")) {
        String name = clockName(incident, clock);
        assertEquals(
            deadlines.getOrDefault(name, clock.path("deadline").asText()),
            clock.path("deadline").asText(),
            name);
      }
    }

    private void checkTickets(String id) {
      Eventually.holds(
          "the ticket of " + id + " is closed",
          SOON,
          () ->
              desk.received().stream()
                  .anyMatch(
                      one -> one.incident().equals(id) && one.event().equals("incident.closed")));
      Set<String> creates = new HashSet<>();
      desk.received().stream()
          .filter(one -> one.incident().equals(id) && one.event().equals("incident.opened"))
          .forEach(one -> creates.add(one.webhookId()));
      assertEquals(1, creates.size(), "one ticket for " + id);
    }

    @Override
    public void close() throws IOException {
      agent.destroy();
      collector.close();
    }
  }
}
