package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A broker (down after 15 s) and nine other hosts of one site, from their last heartbeats on. */
class CommitWriterTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Path FOLDER = Path.of("src/test/resources/fleet");
  private static final Configuration FLEET =
      switch (ConfigurationFiles.load(FOLDER, new Secrets(_ -> Optional.empty(), FOLDER))) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };
  private static final IncidentId BROKER = new IncidentId("INC-FLEET-2026-1");

  private final EngineRoom room =
      EngineRoom.restored(FLEET, EmptyLedger.recovered(), START, Duration.ZERO);
  private final CommitWriter writer = new CommitWriter(new TreeSet<>());
  private final List<OutboxMessage> told = new ArrayList<>();
  private final List<IncidentId> withdrawn = new ArrayList<>();

  /** Each second: heartbeats of the hosts that are still heard, then what is due, then a commit. */
  private void live(int from, int to, int firstHeard) {
    for (int second = from; second <= to; second++) {
      Instant now = START.plusSeconds(second);
      for (int host = firstHeard; host < 10; host++) {
        room.host(new HostId("h" + host), new HostInput.Heartbeat(now));
      }
      room.takeDue(now).forEach(machine -> room.tick(machine, now));
      Commit commit = writer.write(room, room.takeEffects(), FLEET, List.of(), List.of(), now);
      told.addAll(commit.outbox());
      withdrawn.addAll(commit.withdrawn());
    }
  }

  private List<String> messages() {
    return told.stream()
        .map(one -> one.incident() + " " + one.event() + " " + second(one.notBefore()))
        .toList();
  }

  private static long second(Instant at) {
    return Duration.between(START, at).toSeconds();
  }

  @Test
  void aHostThatIsDownAloneIsToldAtOnce() {
    live(0, 0, 0);
    live(1, 20, 1);
    assertEquals(List.of(BROKER + " incident.opened 15"), messages());
  }

  @Test
  void besideASuspectItWaitsFiveSeconds() {
    live(0, 0, 0);
    live(1, 11, 1);
    live(12, 16, 2);
    assertEquals(List.of(BROKER + " incident.opened 20"), messages());
    assertEquals(List.of(), withdrawn);
  }

  @Test
  void whenItsSiteTurnsOutToBeGoneOnlyTheSiteIsTold() {
    live(0, 0, 0);
    live(1, 11, 1);
    live(12, 14, 2);
    live(15, 19, 10);
    assertEquals(List.of(BROKER), withdrawn);
    assertEquals(
        List.of(BROKER + " incident.opened 20", "INC-FLEET-2026-2 incident.opened 17"), messages());
  }
}
