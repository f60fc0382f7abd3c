package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay says would have been sent. */
class ReplayShadowTest {
  private static final Path CONFIG = Path.of("src/test/resources/replay/config");

  @TempDir private Path dir;

  private String report(List<String> lines) throws Exception {
    Path report = dir.resolve("report.txt");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Replay(
                CONFIG,
                Optional.empty(),
                false,
                new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .reporting(Optional.of(report))
            .run("-");
    assertEquals(0, code, err.toString(StandardCharsets.UTF_8));
    return Files.readString(report);
  }

  private static String disk(String at, String mount, double used) {
    String attributes =
        "{\"system.filesystem.mountpoint\":\"" + mount + "\",\"system.filesystem.state\":\"%s\"}";
    return String.format(
        Locale.ROOT,
        "{\"at\":\"2026-03-02T%sZ\",\"host\":\"files-01\",\"samples\":["
            + "{\"metric\":\"system.filesystem.utilization\",\"attributes\":%s,\"value\":%s},"
            + "{\"metric\":\"system.filesystem.usage\",\"attributes\":%s,\"value\":1000}]}",
        at,
        attributes.replace("%s", "used"),
        used,
        attributes.replace("%s", "free"));
  }

  private static List<String> minutes(int from, int to, String mount, double used) {
    List<String> lines = new ArrayList<>();
    for (int minute = from; minute < to; minute++) {
      for (int ten = 0; ten < 6; ten++) {
        String at =
            String.format(Locale.ROOT, "%02d:%02d:%02d", minute / 60, minute % 60, ten * 10);
        lines.add(disk(at, mount, used));
      }
    }
    return lines;
  }

  @Test
  void aSubjectThatStoodAboveItsLevelGetsALevelOfItsOwn() throws Exception {
    List<String> lines = new ArrayList<>(minutes(0, 120, "/backup", 0.97));
    lines.addAll(minutes(120, 124, "/backup", 0.5));
    assertEquals(
        """
        What would have been sent for acme from 2026-03-02T00:00:20.000Z to 2026-03-02T02:01:00.000Z:
        RULE       COUNT  HOSTS  EMERGENCIES  AT NIGHT  OPEN  FLAPPING  SHORTEST  MEDIAN
        disk-full  1      1      0            0         0     0         2h40s     2h40s
        # Overrides to consider, for the customer's file:
        overrides:
          - {rule: disk-full, host: files-01, subject: {system.filesystem.mountpoint: "/backup"}, levels: {critical: 98%}, by: shadow-report, reason: "stood beyond its level 100 % of the time", until: 2026-05-31}
        """,
        report(lines));
  }

  @Test
  void noRuleIsToBeTurnedOffForAHostThatLayDead() throws Exception {
    String said =
        report(
            List.of(
                "{\"at\":\"2026-03-02T08:00:00Z\",\"host\":\"files-01\",\"link\":\"connected\"}",
                "{\"at\":\"2026-03-02T08:01:00Z\",\"host\":\"files-01\",\"link\":\"silent\"}",
                "{\"at\":\"2026-03-02T12:00:00Z\",\"tick\":true}"));
    assertTrue(said.contains("host_down"), said);
    assertFalse(said.contains("off: true"), said);
  }

  /**
   * Servers are down after 30 s, seats after 15, and the site is lost at 08:11:07: what went down
   * up to five seconds before is told of as part of it. That leaves servers 1 to 33 and three
   * seats.
   */
  @Test
  void hostsThatGoDownWithTheirSiteAreNotCountedOneByOne() throws Exception {
    List<String> hosts = new ArrayList<>();
    for (int server = 1; server <= 45; server++) {
      hosts.add("other-%02d".formatted(server));
    }
    for (int seat = 1; seat <= 60; seat++) {
      hosts.add("seat-%02d".formatted(seat));
    }
    Instant start = Instant.parse("2026-03-02T08:00:00Z");
    List<String> lines = new ArrayList<>();
    hosts.forEach(host -> lines.add(link(start, host, "connected")));
    for (int place = 0; place < hosts.size(); place++) {
      lines.add(link(start.plusSeconds(600 + place), hosts.get(place), "silent"));
    }
    lines.add("{\"at\":\"2026-03-02T10:00:00Z\",\"tick\":true}");
    List<String> found = report(lines).lines().toList();
    assertEquals(
        "host_down    36     36     0            0         36    0         -         -",
        found.get(2));
    assertEquals(
        "site-unseen  1      0      1            0         1     0         -         -",
        found.get(3));
  }

  private static String link(Instant at, String host, String link) {
    return "{\"at\":\"%s\",\"host\":\"%s\",\"link\":\"%s\"}".formatted(at, host, link);
  }

  @Test
  void whatComesAndGoesGetsALongerHoldingTime() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int turn = 0; turn < 4; turn++) {
      lines.addAll(minutes(turn * 60, turn * 60 + 5, "/tmp", 0.97));
      lines.addAll(minutes(turn * 60 + 5, turn * 60 + 10, "/tmp", 0.5));
    }
    lines.add("{\"at\":\"2026-03-02T06:00:00Z\",\"tick\":true}");
    String report = report(lines);
    List<String> found = report.lines().toList();
    assertEquals(
        "disk-full  4      1      0            0         0     3         5m40s     5m40s",
        found.get(2));
    assertEquals(
        "  - {rule: disk-full, host: files-01, subject: {system.filesystem.mountpoint: \"/tmp\"},"
            + " for: 6m, by: shadow-report, reason: \"came 4 times, never longer than 6 minutes\","
            + " until: 2026-05-31}",
        found.getLast());
  }

  @Test
  void aReplayWithoutIncidentsSaysNothing() throws Exception {
    assertEquals("", report(List.of("{\"at\":\"2026-03-02T06:00:00Z\",\"tick\":true}")));
  }
}
