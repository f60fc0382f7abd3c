package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system that is really filled: one incident, one ticket, no flapping. */
class FilesystemFillIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void fillsThroughTwoLevelsAndClearsAsOneIncidentWithOneTicket() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"))) {
      Path config =
          TestConfig.quick(folder.resolve("config"))
              .withFillRule(disk.path())
              .withSample("webhooks/demo-desk.yaml")
              .folder();
      try (Running up = Running.start("up", config, folder.resolve("data"))) {
        disk.fill(30);
        Eventually.holds("a first sample", SOON, () -> sampled(up));

        disk.fill(65);
        String id =
            Eventually.gives("an incident", SOON, () -> up.incidentOf("disk-full"))
                .path("id")
                .asText();
        awaitSeverity(up, id, "warning");
        Eventually.holds("a ticket", SOON, () -> tickets(up).size() == 1);

        disk.fill(85);
        awaitSeverity(up, id, "critical");
        for (int percent : List.of(78, 81, 75, 82, 74)) {
          disk.fill(percent);
          awaitSample(up);
        }
        disk.fill(55);
        awaitSeverity(up, id, "warning");
        for (int percent : List.of(61, 52, 63, 55)) {
          disk.fill(percent);
          awaitSample(up);
        }
        disk.fill(30);
        Eventually.holds("resolved", SOON, () -> state(up, id).matches("resolved|closed"));
        Eventually.holds(
            "the ticket closed",
            SOON,
            () -> tickets(up).get(0).path("status").asText().equals("Closed"));

        assertEquals(1, up.get("/api/v1/incidents").path("incidents").size());
        assertEquals(1, tickets(up).size());
        assertEquals(
            List.of(
                "incident.opened",
                "incident.severity_changed",
                "incident.severity_changed",
                "incident.restored",
                "incident.resolved"),
            moves(up, id));
      }
    }
  }

  private static boolean sampled(Running up) {
    return up.get("/api/v1/hosts/this-host").path("last_sampled_at").isTextual();
  }

  /** Waits until a sample that was taken from now on has been judged. */
  private static void awaitSample(Running up) {
    String before = up.get("/api/v1/hosts/this-host").path("last_sampled_at").asText();
    for (int i = 0; i < 2; i++) {
      String last = before;
      before =
          Eventually.gives(
              "the next sample",
              SOON,
              () ->
                  java.util.Optional.of(
                          up.get("/api/v1/hosts/this-host").path("last_sampled_at").asText())
                      .filter(now -> !now.equals(last)));
    }
  }

  private static String state(Running up, String id) {
    return up.get("/api/v1/incidents/" + id).path("state").asText();
  }

  private static void awaitSeverity(Running up, String id, String severity) {
    Eventually.holds(
        severity,
        SOON,
        () -> up.get("/api/v1/incidents/" + id).path("severity").asText().equals(severity));
  }

  private static JsonNode tickets(Running up) {
    return up.getAbsolute(up.desk().resolve("/cases.json")).path("cases");
  }

  private static List<String> moves(Running up, String id) {
    List<String> moves = new ArrayList<>();
    for (JsonNode event : up.get("/api/v1/incidents/" + id).path("timeline")) {
      String name = event.path("event").asText();
      if (name.startsWith("incident.")
          && !name.equals("incident.linked")
          && !name.equals("incident.closed")) {
        moves.add(name);
      }
    }
    return moves;
  }
}
