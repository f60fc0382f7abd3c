package dev.forebell.acceptance;

import static dev.forebell.acceptance.Site.SOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.forebell.acceptance.Site.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Neighbours tell a dead host from one that only fell silent: real agents, real networks, every
 * fault a real one.
 */
class WitnessIT {
  /** Without a witness, a silent server is down after this. */
  private static final Duration CONFIRM = Duration.ofSeconds(30);

  /** Well over the time after which the other two would be called down. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void start() {
    site =
        new Site(
            folder,
            "interval: 1s, witness_ports: [22, 80]",
            """
            - {id: host1, site: hq, kind: server}
            - {id: host2, site: hq, kind: server, confirm: 10s}
            - {id: host3, site: hq, kind: server, confirm: 10s}
            """);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void neighboursTellADeadHostFromOneThatIsOnlySilent() throws Exception {
    List<Machine> machines = site.start(List.of("", "", ""));
    Eventually.holds("they saw each other", SOON, () -> answers("refused") >= 6);
    Machine first = machines.get(0);
    Machine second = machines.get(1);
    Machine third = machines.get(2);

    long cutAt = System.nanoTime();
    site.networks().cut(first.place());
    Eventually.holds("host1 down", SOON, () -> down("host1").isPresent());
    Duration took = Duration.ofNanos(System.nanoTime() - cutAt);
    System.out.printf("power loss to incident, with witnesses: %d ms%n", took.toMillis());
    assertTrue(took.compareTo(CONFIRM) < 0, "a witness made it sooner: " + took);
    JsonNode opened =
        site.get("/api/v1/incidents/" + down("host1").orElseThrow().path("id").asText());
    assertTrue(opened.toString().contains("unreachable"), opened.toString());
    site.networks().mend(first.place());
    Eventually.holds("host1 back", SOON, () -> site.link("host1").equals("up"));

    // An agent that stands still is as silent as a dead host, but its kernel refuses.
    Running.signal("STOP", second.agent().pid());
    site.networks().lose(third.place(), 20);
    LockSupport.parkNanos(LONG_ENOUGH.toNanos());
    assertEquals(Optional.empty(), down("host2"), "its kernel refuses: it lives");
    assertEquals(Optional.empty(), down("host3"), "a fifth of its packets is lost, no more");
    assertTrue(site.networks().lost(third.place()) > 0, "packets were really lost");
    site.networks().mend(third.place());
    Running.signal("CONT", second.agent().pid());
    Eventually.holds("host2 back", SOON, () -> site.link("host2").equals("up"));

    second.agent().destroyForcibly().waitFor();
    Eventually.holds("host2's agent is lost", SOON, () -> site.link("host2").equals("agent_lost"));
    Eventually.holds("neighbours were asked", SOON, () -> answers("refused") > 0);
    assertEquals(Optional.empty(), down("host2"), "a closed connection is a living kernel");
    Machine again = site.again(second);
    Eventually.holds("host2 up again", SOON, () -> site.link("host2").equals("up"));

    // All at once: that is the line, or the site; no host of it is accused.
    site.networks().cut(site.networks().collector());
    Eventually.holds("everybody is missed", SOON, () -> site.links("up").isEmpty());
    LockSupport.parkNanos(LONG_ENOUGH.toNanos());
    long accused = site.incidents("host_down").size();
    site.networks().mend(site.networks().collector());
    Eventually.holds("all back", SOON, () -> site.links("up").size() == 3);
    assertEquals(1, accused, "only the first host, long ago");
    assertTrue(again.agent().isAlive());
  }

  /** The host_down incident of a host, open or over. */
  private Optional<JsonNode> down(String host) {
    return site.incidents("host_down").stream()
        .filter(incident -> incident.path("host").asText().equals(host))
        .findFirst();
  }

  private double answers(String saw) {
    return site.meter("forebell_witness_answers_total\\{saw=\"" + saw + "\"");
  }
}
