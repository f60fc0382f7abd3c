package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SiteId;
import dev.forebell.common.wire.Frame.RejectCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the engine, and when: nothing before it is on disk. */
class LiveShellIT {
  private static final Path CONFIG = Path.of("src/test/resources/replay/config");
  private static final HostId HOST = new HostId("vdi-01");
  private static final long PATIENCE_SECONDS = 10;

  @TempDir private Path data;
  private final BlockingQueue<String> journal = new LinkedBlockingQueue<>();
  private final AgentConnection agent = new WatchedAgent();
  private final CollectorHealth health = new CollectorHealth(() -> "");
  private DataFolder folder;
  private FragileLedger ledger;
  private LiveShell shell;
  private EngineThread engine;

  /** Notes what it is told. */
  private final class WatchedAgent extends DeafConnection {
    WatchedAgent() {
      super(new AgentIdentity(HOST, new CustomerId("acme"), new SiteId("hq"), HostKind.VDI_HOST));
    }

    @Override
    public void ack(Lane lane, long epoch, long sequence) {
      journal.add("ack " + sequence);
    }

    @Override
    public void reject(RejectCode code, String text, Optional<Duration> retryAfter) {
      journal.add("reject " + code);
    }
  }

  @BeforeEach
  void start() {
    folder = DataFolder.claim(data, Instant.now());
    ledger = new FragileLedger(SqlLedger.open(folder), journal::add);
    EngineClock clock = new EngineClock(InstantSource.system(), System::nanoTime);
    shell =
        LiveShell.open(
            new LiveParts(
                clock,
                ledger,
                new FleetBoard(),
                health,
                new CollectorMeters(),
                new AgentBarrier(),
                1000,
                new InForce(configuration())));
    engine = new EngineThread(shell, health);
    engine.start();
  }

  private static Configuration configuration() {
    return switch (ConfigurationFiles.load(CONFIG, new Secrets(name -> Optional.empty(), CONFIG))) {
      case Loaded.Ok ok -> ok.configuration();
      case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
    };
  }

  @AfterEach
  void stop() {
    ledger.broken(false);
    engine.close();
    ledger.close();
    folder.close();
  }

  private void connect() {
    Instant now = Instant.now();
    HostFacts facts = new HostFacts("vdi-01", "linux", "Linux", "amd64", 2, 1L << 30, now, "test");
    shell
        .queue()
        .offer(new EngineInput.Hello(HOST, new HostInput.Connected(now, "boot"), facts, agent));
  }

  private void send(long sequence) {
    Instant now = Instant.now();
    SampleBatch batch = new SampleBatch(Lane.LIVE, 1, sequence, now, List.of());
    shell.queue().offer(new EngineInput.Batch(HOST, now, batch, agent));
  }

  private String next() throws InterruptedException {
    return Optional.ofNullable(journal.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).orElse("nothing");
  }

  @Test
  void anAckFollowsTheCommitOfWhatItAcknowledges() throws InterruptedException {
    connect();
    send(1);
    assertEquals("on disk up to 1", next());
    assertEquals("ack 1", next());
  }

  @Test
  void aBatchThatComesTwiceIsAcknowledgedTwiceAndWrittenOnce() throws InterruptedException {
    connect();
    send(1);
    assertEquals(List.of("on disk up to 1", "ack 1"), List.of(next(), next()));
    send(1);
    assertEquals("ack 1", next());
  }

  @Test
  void whatCouldNotBeCommittedIsNeverAcknowledgedAndAskedForAgain() throws InterruptedException {
    connect();
    ledger.broken(true);
    send(1);
    assertEquals(List.of("refused", "reject RESTARTING"), List.of(next(), next()));
    assertFalse(isStoring(), "a store that fails shows");

    ledger.broken(false);
    awaitStoring();
    connect();
    send(1);
    List<String> seen = new ArrayList<>(List.of(next(), next()));
    assertEquals(List.of("on disk up to 1", "ack 1"), seen);
  }

  private void awaitStoring() {
    while (!isStoring()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean isStoring() {
    return health.ready().checks().stream()
        .anyMatch(one -> one.name().equals("ledger") && one.ok());
  }

  @Test
  void aCollectorWhoseStoreFailsCanBeStoppedAndWritesNothingMore() throws InterruptedException {
    connect();
    ledger.broken(true);
    send(1);
    assertEquals(List.of("refused", "reject RESTARTING"), List.of(next(), next()));
    long asked = System.nanoTime();
    engine.close();
    assertTrue(System.nanoTime() - asked < Duration.ofSeconds(5).toNanos());
    assertTrue(journal.isEmpty(), journal.toString());
  }
}
