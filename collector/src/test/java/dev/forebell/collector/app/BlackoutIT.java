package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that fell behind tells its hosts so once, not once for each that waited. */
class BlackoutIT {
  @TempDir private Path folder;
  private Instant now = SourcedRoom.START;
  private DataFolder data;
  private SqlLedger ledger;
  private final FleetBoard board = new FleetBoard();
  private LiveEngine engine;

  @BeforeEach
  void open() throws IOException {
    data = DataFolder.claim(folder.resolve("data"), now);
    ledger = SqlLedger.open(data);
    EngineClock clock =
        new EngineClock(() -> now, () -> Duration.between(SourcedRoom.START, now).toNanos());
    LiveParts parts =
        new LiveParts(
            clock,
            ledger,
            board,
            new CollectorHealth(() -> ""),
            new CollectorMeters(),
            new AgentBarrier(),
            1000,
            new InForce(SourcedRoom.configuration(folder.resolve("config"))));
    engine = LiveEngine.open(parts, new EngineQueue());
  }

  @AfterEach
  void close() {
    ledger.close();
    data.close();
  }

  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      engine.round(List.of());
    }
  }

  private long blackouts(int waiting, Instant askedAt) {
    long before = engine.blackouts();
    engine.round(
        Collections.nCopies(waiting, new EngineInput.AllHeard(new HostId("db-1"), askedAt)));
    return engine.blackouts() - before;
  }

  @Test
  void manyThatWaitedForTheSameTimeAreOneBlackout() {
    pass(10);
    assertEquals(1, blackouts(100, now.minusSeconds(8)));
    pass(1);
    assertEquals(0, blackouts(100, now.minusSeconds(9)), "covered by the one before");
    pass(5);
    assertEquals(1, blackouts(100, now.minusSeconds(4)), "waited since then, and too long");
  }

  @Test
  void whatWasAskedAMomentAgoIsNone() {
    pass(10);
    assertEquals(0, blackouts(100, now.minusSeconds(1)));
  }

  @Test
  void aTimeOutIsJudgedAsOfWhenItWasAskedAbout() {
    HostId host = new HostId("db-1");
    for (int second = 0; second < 60; second++) {
      pass(1);
      engine.round(List.of(new EngineInput.Link(host, new HostInput.Heartbeat(now))));
    }
    Instant last = now;
    pass(3);
    now = last.plusMillis(4_500);
    engine.round(List.of(new EngineInput.AllHeard(host, last.plusMillis(2_700))));
    assertEquals(LinkState.UP, link(host), "more of it may stand behind this in the queue");
    engine.round(List.of(new EngineInput.AllHeard(host, now)));
    assertEquals(LinkState.SUSPECT, link(host));
  }

  private LinkState link(HostId host) {
    return board.hosts().stream()
        .filter(known -> known.host().equals(host))
        .map(HostNow::link)
        .findFirst()
        .orElseThrow();
  }
}
