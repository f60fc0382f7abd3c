package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
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
  private static final HostId HOST = new HostId("db-1");

  @TempDir private Path folder;
  private Instant now = SourcedRoom.START;
  private DataFolder data;
  private SqlLedger ledger;
  private final FleetBoard board = new FleetBoard();
  private final EngineQueue queue = new EngineQueue();
  private LiveEngine engine;

  @BeforeEach
  void open() throws IOException {
    data = DataFolder.claim(folder.resolve("data"), now);
    ledger = SqlLedger.open(data);
    AgentBarrier barrier = new AgentBarrier();
    barrier.opened((_, then) -> then.run());
    EngineClock clock =
        new EngineClock(() -> now, () -> Duration.between(SourcedRoom.START, now).toNanos());
    LiveParts parts =
        new LiveParts(
            clock,
            ledger,
            board,
            new CollectorHealth(() -> ""),
            new CollectorMeters(),
            barrier,
            1000,
            new InForce(SourcedRoom.configuration(folder.resolve("config"))));
    engine = LiveEngine.open(parts, queue);
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

  /** Of so many questions that waited, after something that carried the engine's time on. */
  private long blackouts(int waiting, Instant askedAt) {
    long before = engine.blackouts();
    engine.round(List.of(heartbeat()));
    engine.round(questions(waiting, askedAt));
    return engine.blackouts() - before;
  }

  private EngineInput heartbeat() {
    return new EngineInput.Link(HOST, new HostInput.Heartbeat(now));
  }

  private static List<EngineInput> questions(int waiting, Instant askedAt) {
    return Collections.nCopies(waiting, new EngineInput.AllHeard(HOST, askedAt));
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
  void anEngineThatIsOnlyBehindTakesWhatWaitsInItsOrder() {
    engine.round(List.of(heartbeat()));
    pass(10);
    engine.round(questions(100, now.minusSeconds(8)));
    assertEquals(0, engine.blackouts(), "its time has not gone past the question");
  }

  @Test
  void whileSomethingWaitsItsTimeStands() throws InterruptedException {
    engine.round(List.of(heartbeat()));
    now = now.plusSeconds(1);
    queue.offer(heartbeat());
    pass(60);
    assertEquals(1, queue.waiting(), "nobody is asked about: it may be that which waits");
    engine.round(queue.next(Duration.ZERO, 10));
    assertTrue(queue.waiting() > 0, "now that it is known, the host is asked about");
    engine.round(queue.next(Duration.ZERO, 10));
    assertEquals(LinkState.DOWN, link());
  }

  @Test
  void aTimeOutIsJudgedAsOfWhenItWasAskedAbout() {
    for (int second = 0; second < 60; second++) {
      pass(1);
      engine.round(List.of(heartbeat()));
    }
    Instant last = now;
    pass(3);
    now = last.plusMillis(4_500);
    engine.round(List.of(new EngineInput.AllHeard(HOST, last.plusMillis(2_700))));
    assertEquals(LinkState.UP, link(), "more of it may stand behind this in the queue");
    engine.round(List.of(new EngineInput.AllHeard(HOST, now)));
    assertEquals(LinkState.SUSPECT, link());
  }

  @Test
  void whoWaitedForItsWelcomeIsNotCalledSilentMeanwhile() {
    pass(60);
    Instant came = now.minusSeconds(8);
    engine.round(List.of(hello(came)));
    engine.round(questions(1, came.plusSeconds(7)));
    assertEquals(LinkState.UP, link(), "it was welcomed a second later");
    engine.round(questions(1, came.plusSeconds(12)));
    assertEquals(LinkState.SUSPECT, link(), "now it could have said something");
  }

  @Test
  void whereManyComeTogetherTheFirstBeatMayTakeLonger() {
    pass(60);
    engine.round(Collections.nCopies(Welcomes.MANY, hello(now)));
    engine.round(questions(1, now.plusSeconds(19)));
    assertEquals(LinkState.UP, link());
    engine.round(questions(1, now.plusSeconds(21)));
    assertEquals(LinkState.SUSPECT, link());
  }

  @Test
  void afterItsFirstBeatItHasNoLongerThanOthers() {
    pass(60);
    engine.round(Collections.nCopies(Welcomes.MANY, hello(now)));
    engine.round(List.of(heartbeat()));
    engine.round(questions(1, now.plusSeconds(4)));
    assertEquals(LinkState.SUSPECT, link());
  }

  private static EngineInput.Hello hello(Instant came) {
    return new EngineInput.Hello(
        HOST,
        new HostInput.Connected(came, "boot"),
        new HostFacts(HOST.value(), "linux", "Linux", "amd64", 2, 1L << 30, came, "test"),
        new DeafConnection(
            new AgentIdentity(HOST, new CustomerId("acme"), new SiteId("hq"), HostKind.SERVER)));
  }

  private LinkState link() {
    return board.hosts().stream()
        .filter(known -> known.host().equals(HOST))
        .map(HostNow::link)
        .findFirst()
        .orElseThrow();
  }
}
