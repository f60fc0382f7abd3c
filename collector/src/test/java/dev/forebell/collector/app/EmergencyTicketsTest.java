package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Two session hosts that are a key service together go down one after the other: which of the
 * incidents a ticket system hears of.
 */
class EmergencyTicketsTest {
  private static final Instant START = Instant.parse("2026-11-17T02:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/simulation");
  private static final Configuration CONFIGURATION =
      switch (ConfigurationFiles.load(FOLDER, new Secrets(_ -> Optional.empty(), FOLDER))) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };
  private static final List<String> HOSTS = List.of("broker-01", "files-01", "vdi-01", "vdi-02");

  private final EngineRoom room =
      EngineRoom.restored(CONFIGURATION, EmptyLedger.recovered(), START, Duration.ZERO);
  private final CommitWriter writer = new CommitWriter(new TreeSet<>());
  private final List<OutboxMessage> told = new ArrayList<>();

  /** Each second: heartbeats of the hosts that live, then what is due, then a commit. */
  private void live(int from, int to, Set<String> dead) {
    for (int second = from; second <= to; second++) {
      Instant now = START.plusSeconds(second);
      HOSTS.stream()
          .filter(host -> !dead.contains(host))
          .forEach(host -> room.host(new HostId(host), new HostInput.Heartbeat(now)));
      room.takeDue(now).forEach(machine -> room.tick(machine, now));
      told.addAll(
          writer
              .write(room, room.takeEffects(), CONFIGURATION, List.of(), List.of(), now)
              .outbox());
    }
  }

  /** What the ticket desk hears of beginnings and ends and who stands below whom. */
  private List<String> desk() {
    return told.stream()
        .filter(one -> one.endpoint().equals("desk"))
        .filter(one -> one.event().matches("incident\\.(opened|absorbed|promoted|resolved)"))
        .map(
            one ->
                Duration.between(START, one.notBefore()).toSeconds()
                    + " "
                    + one.incident().number()
                    + " "
                    + one.event())
        .toList();
  }

  @Test
  void aChildThatWasAnnouncedKeepsItsTicketAndLaterOnesGetNone() {
    live(0, 0, Set.of());
    live(1, 99, Set.of("vdi-01"));
    live(100, 140, Set.of("vdi-01", "vdi-02"));
    assertEquals(
        List.of(
            "30 1 incident.opened",
            "129 3 incident.opened",
            "129 3 incident.promoted",
            "129 1 incident.absorbed"),
        desk());
  }

  @Test
  void whoeverOfItsChildrenRecoversTheEmergencyEndsWithTheLast() {
    live(0, 0, Set.of());
    live(1, 99, Set.of("vdi-01"));
    live(100, 200, Set.of("vdi-01", "vdi-02"));
    live(201, 300, Set.of("vdi-02"));
    live(301, 400, Set.of());
    assertEquals(
        List.of(
            "30 1 incident.opened",
            "129 3 incident.opened",
            "129 3 incident.promoted",
            "129 1 incident.absorbed",
            "261 1 incident.resolved",
            "361 3 incident.resolved"),
        desk());
  }
}
