package dev.forebell.acceptance;

import static dev.forebell.acceptance.Site.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.acceptance.Site.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Agents over the lines that customers really have: lossy, narrow, dead in one direction, cut.
 * Every batch arrives once, both ends give a dead connection up in time, and a line that loses a
 * fifth is no outage. One that loses half may be taken for one: it can be silent for nine seconds,
 * in which the other host, over its own bad line, does not reach it either. Each line lasts ten
 * seconds; {@code -Plong} for ten minutes.
 */
class BadLinesIT {
  private static final Duration LASTS =
      Duration.ofSeconds(Integer.getInteger("forebell.lines.seconds", 10));

  /** Of each end, from the moment that the line is dead. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(45);

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void start() {
    site =
        new Site(
            folder,
            "interval: 1s",
            """
            - {id: host1, site: hq, kind: server}
            - {id: host2, site: hq, kind: server}
            """);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void everyBatchArrivesOnceAndABadLineIsNoOutage() throws Exception {
    List<Machine> hosts = site.start(List.of(file("host1"), file("host2")));
    Networks.Place first = hosts.get(0).place();
    Networks.Place second = hosts.get(1).place();
    Networks networks = site.networks();

    networks.lose(first, 20);
    networks.lose(second, 50);
    endure(hosts, "a fifth and half of the packets is lost");
    List<JsonNode> half = down("host2");
    networks.narrow(first);
    networks.lose(second, 20);
    endure(hosts, "2 kbit/s, and a fifth is lost");
    assertEquals(List.of(), down("host1"), "a bad line, and a living host");
    assertEquals(half.size(), down("host2").size(), "a fifth is lost, and a living host");

    networks.deafen(first);
    networks.cut(second);
    giveUp(hosts, "one host hears nothing, another's line is cut and no end is told");

    Map<String, Long> sampled = new TreeMap<>();
    for (Machine host : hosts) {
      Eventually.holds("all was taken", SOON, () -> AgentStatus.nothingQueued(socket(host.host())));
      Running.signal("TERM", host.agent().pid());
      assertTrue(host.agent().waitFor(20, TimeUnit.SECONDS), "the agent did not stop");
      sampled.putAll(SpoolOnDisk.last(host.folder().resolve("agent-state/spool")));
    }
    assertEquals(0, site.meter("forebell_ingest_missing_batches_total"), "declared lost");
    site.stopCollector();
    assertEquals(2, sampled.size(), "an epoch for each host: " + sampled);
    LaneMarks.assertComplete(sampled, LaneMarks.of(site.data()));
  }

  private List<JsonNode> down(String host) {
    return site.incidents("host_down").stream()
        .filter(incident -> incident.path("host").asText().equals(host))
        .toList();
  }

  private String file(String host) {
    return "interval: 1s\nstatus: \"%s\"\n".formatted(socket(host));
  }

  private Path socket(String host) {
    return folder.resolve(host + ".sock");
  }

  private void endure(List<Machine> hosts, String lines) {
    LockSupport.parkNanos(LASTS.toNanos());
    for (Machine host : hosts) {
      long lost = site.networks().lost(host.place());
      site.networks().mend(host.place());
      System.out.println("bad lines: " + lines + "; " + host.host() + " lost " + lost + " packets");
      assertTrue(lost > 0, "the fault was real: " + lines);
    }
    awaitUp(lines);
  }

  private void giveUp(List<Machine> hosts, String lines) {
    long began = System.nanoTime();
    for (Machine host : hosts) {
      Eventually.holds(
          host.host() + " gives up: " + lines, GIVEN_UP, () -> connections(host.place()) == 0);
    }
    Eventually.holds(
        "the collector gives up: " + lines,
        GIVEN_UP,
        () -> connections(site.networks().collector()) == 0);
    System.out.printf(
        "bad lines: %s; all ends free after %d ms%n",
        lines, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
    hosts.forEach(host -> site.networks().mend(host.place()));
    awaitUp(lines);
  }

  private void awaitUp(String after) {
    Eventually.holds("up again after: " + after, SOON, () -> site.links("up").size() == 2);
  }

  /** Established connections of agents, as the kernel at this place counts them. */
  private static long connections(Networks.Place place) {
    String port = Integer.toString(Site.AGENTS_PORT);
    return Networks.run(
            Networks.at(
                    place,
                    List.of(
                        "ss",
                        "-Htn",
                        "state",
                        "established",
                        "( sport = :" + port + " or dport = :" + port + " )"))
                .toArray(String[]::new))
        .lines()
        .count();
  }
}
