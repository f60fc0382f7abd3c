package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.customer.HostChoice;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LastHeard;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.port.SuppressionDesk.Answer;
import dev.forebell.collector.port.SuppressionDesk.Order;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows given at run time, over restarts from a real ledger. */
class GivenSuppressionsIT {
  private static final Path FOLDER = Path.of("src/test/resources/replay/config");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final HostId HOST = new HostId("files-01");
  private static final CustomerId ACME = new CustomerId("acme");

  @TempDir private Path data;
  private DataFolder folder;
  private SqlLedger ledger;
  private CommitWriter writer;
  private EngineRoom room;
  private final Configuration configuration =
      switch (ConfigurationFiles.load(FOLDER)) {
        case Loaded.Ok ok -> ok.configuration();
        case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
      };

  @BeforeEach
  void open() {
    folder = DataFolder.claim(data, NOW);
    ledger = SqlLedger.open(folder);
    start(NOW);
  }

  @AfterEach
  void close() {
    ledger.close();
    folder.close();
  }

  private void start(Instant now) {
    room =
        EngineRoom.restored(
            configuration, Recovered.of(ledger.load()), now, Duration.ofSeconds(20));
    writer = new CommitWriter(new TreeSet<>());
  }

  private List<String> commit(Instant now) {
    var commit =
        writer.write(
            room,
            room.takeEffects(),
            configuration,
            List.of(),
            List.of(new LastHeard(HOST, now)),
            now);
    ledger.commit(commit);
    return commit.events().stream()
        .map(event -> event.name())
        .filter(name -> name.startsWith("incident."))
        .toList();
  }

  private void down(Instant at) {
    room.host(HOST, new HostInput.Connected(at, ""));
    room.host(HOST, new HostInput.Silenced(at));
    tick(at.plusSeconds(600));
  }

  private void tick(Instant until) {
    while (room.earliestWake().filter(wake -> !wake.isAfter(until)).isPresent()) {
      Instant wake = room.earliestWake().orElseThrow();
      room.takeDue(wake).forEach(machine -> room.tick(machine, wake));
    }
  }

  private Answer window(Instant to) {
    return room.suppress(
        new Order.GiveWindow(ACME, HostChoice.ALL, Optional.empty(), to, "patches", "anna"), NOW);
  }

  @Test
  void aGivenWindowSurvivesARestartAndLetsOutWhatOutlivesIt() {
    assertEquals(new Answer.Done("M-1"), window(NOW.plusSeconds(3600)));
    commit(NOW);
    start(NOW.plusSeconds(60));
    down(NOW.plusSeconds(120));
    assertEquals(List.of("incident.suppressed"), commit(NOW.plusSeconds(900)));
    start(NOW.plusSeconds(1000));
    commit(NOW.plusSeconds(1000));
    tick(NOW.plusSeconds(3599));
    assertEquals(List.of(), commit(NOW.plusSeconds(3599)));
    tick(NOW.plusSeconds(3600));
    assertEquals(List.of("incident.opened", "incident.promoted"), commit(NOW.plusSeconds(3600)));
  }

  @Test
  void endingAWindowLetsOutAtOnceAndEveryWordIsKept() {
    window(NOW.plusSeconds(3600));
    down(NOW.plusSeconds(10));
    commit(NOW.plusSeconds(700));
    Instant end = NOW.plusSeconds(800);
    room.suppress(new Order.End("M-1", Optional.empty(), "li"), end);
    tick(end);
    assertEquals(List.of("incident.opened", "incident.promoted"), commit(end));
    assertEquals(
        List.of("anna given", "li ended"),
        ledger.suppressions().stream().map(one -> one.by() + " " + one.action()).toList());
    assertInstanceOf(
        Answer.Refused.class,
        room.suppress(new Order.End("M-1", Optional.empty(), "li"), end.plusSeconds(1)));
  }

  @Test
  void aWindowThatIsOverOrOfNobodyIsRefused() {
    assertInstanceOf(Answer.Refused.class, window(NOW.minusSeconds(1)));
    assertInstanceOf(
        Answer.Refused.class,
        room.suppress(
            new Order.GiveWindow(
                new CustomerId("nobody"),
                HostChoice.ALL,
                Optional.empty(),
                NOW.plusSeconds(60),
                "",
                "anna"),
            NOW));
    assertInstanceOf(
        Answer.Refused.class, room.suppress(new Order.End("M-7", Optional.empty(), "anna"), NOW));
  }
}
