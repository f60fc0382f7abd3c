package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.detect.HostInput;
import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.LaneMark;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.metrics.CollectorMeters;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.common.config.Secrets;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.model.SiteId;
import dev.forebell.common.wire.Frame.RejectCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a real ledger whose disk fills up and is freed again. */
class StoreOutageIT {
  private static final HostId HOST = new HostId("web-1");
  private static final AgentIdentity AGENT =
      new AgentIdentity(HOST, new CustomerId("acme"), new SiteId("hq"), HostKind.SERVER);
  private static final long EPOCH = 7;

  /** A session that notes what it is told. */
  private static final class Session extends DeafConnection {
    final BlockingQueue<Long> acks = new LinkedBlockingQueue<>();
    final CountDownLatch rejected = new CountDownLatch(1);

    Session() {
      super(AGENT);
    }

    @Override
    public void ack(Lane lane, long epoch, long sequence) {
      acks.add(sequence);
    }

    @Override
    public void reject(RejectCode code, String text, Optional<Duration> retryAfter) {
      rejected.countDown();
    }

    boolean acked(long sequence) throws InterruptedException {
      for (Long next = 0L; next != null; next = acks.poll(10, TimeUnit.SECONDS)) {
        if (next >= sequence) {
          return true;
        }
      }
      return false;
    }
  }

  @TempDir private Path folder;

  private DataFolder data;
  private FragileLedger ledger;
  private CollectorHealth health;
  private LiveShell shell;
  private Thread thread;

  @BeforeEach
  void start() throws Exception {
    Path config = Files.createDirectories(folder.resolve("config/customers")).getParent();
    Files.writeString(
        config.resolve("customers/acme.yaml"),
        """
        customer: {id: acme, code: ACME, zone: Europe/Berlin}
        sites: [{id: hq}]
        hosts: [{id: web-1, site: hq, kind: server}]
        """);
    Configuration configuration =
        switch (ConfigurationFiles.load(config, new Secrets(name -> Optional.empty(), config))) {
          case Loaded.Ok ok -> ok.configuration();
          case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
        };
    data = DataFolder.claim(folder.resolve("data"), Instant.EPOCH);
    ledger = new FragileLedger(SqlLedger.open(data), _ -> {});
    health = new CollectorHealth(() -> "");
    shell =
        LiveShell.open(
            new LiveParts(
                new EngineClock(InstantSource.system(), System::nanoTime),
                ledger,
                new FleetBoard(),
                health,
                new CollectorMeters(),
                new AgentBarrier(),
                200,
                new InForce(configuration)));
    thread = Thread.ofPlatform().unstarted(shell);
  }

  @AfterEach
  void stop() throws InterruptedException {
    shell.queue().stop();
    assertTrue(thread.join(Duration.ofSeconds(10)), "the shell stops");
    ledger.close();
    data.close();
  }

  @Test
  void whatFollowedOnADroppedBatchIsSentAgainAndNotSkipped() throws Exception {
    Session old = new Session();
    hello(old);
    batch(old, 1);
    thread.start();
    assertTrue(old.acked(1));
    ledger.full(true);
    batch(old, 2);
    assertTrue(old.rejected.await(10, TimeUnit.SECONDS), "told to come again");
    ledger.full(false);
    batch(old, 3); // was under way when batch 2 was dropped

    Session fresh = new Session();
    hello(fresh);
    batch(fresh, 2);
    assertTrue(fresh.acked(2));
    assertEquals(List.of(), List.copyOf(old.acks), "nothing more to the old session");
    assertEquals(List.of(new LaneMark(HOST, Lane.LIVE, EPOCH, 2)), ledger.load().marks());
  }

  @Test
  void aStoreThatCannotBeWrittenIsSaidToBeSoUntilItCan() throws Exception {
    Session session = new Session();
    hello(session);
    ledger.broken(true);
    thread.start();
    batch(session, 1);
    assertTrue(session.rejected.await(10, TimeUnit.SECONDS));
    assertFalse(health.ready().checks().stream().allMatch(check -> check.ok()));

    Session again = new Session();
    hello(again);
    assertTrue(again.rejected.await(10, TimeUnit.SECONDS), "nobody waits for a full disk");
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> command().get(10, TimeUnit.SECONDS));
    assertTrue(String.valueOf(refused.getMessage()).contains("disk is gone"));

    ledger.broken(false);
    Session last = new Session();
    awaitStoring();
    hello(last);
    batch(last, 1);
    assertTrue(last.acked(1), "goes on without a restart");
  }

  @Test
  void aDiskThatIsFullAtTheStartIsWaitedForToo() throws Exception {
    ledger.broken(true);
    thread.start();
    Session early = new Session();
    hello(early);
    assertTrue(early.rejected.await(10, TimeUnit.SECONDS));
    ledger.broken(false);
    awaitStoring();
    Session late = new Session();
    hello(late);
    batch(late, 1);
    assertTrue(late.acked(1));
  }

  private void awaitStoring() {
    while (!storing()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean storing() {
    return health.ready().checks().stream()
        .filter(check -> check.name().equals("ledger"))
        .allMatch(check -> check.ok());
  }

  private void hello(Session session) {
    Instant now = Instant.now();
    shell
        .queue()
        .offer(
            new EngineInput.Hello(
                HOST,
                new HostInput.Connected(now, "boot"),
                new HostFacts("web-1", "linux", "Linux", "amd64", 1, 1, now, "1"),
                session));
  }

  private void batch(Session session, long sequence) {
    Instant now = Instant.now();
    shell
        .queue()
        .offer(
            new EngineInput.Batch(
                HOST, now, new SampleBatch(Lane.LIVE, EPOCH, sequence, now, List.of()), session));
  }

  private CompletableFuture<CommandGate.Answer> command() {
    CompletableFuture<CommandGate.Answer> answer = new CompletableFuture<>();
    shell
        .queue()
        .offer(
            new EngineInput.Ordered(
                Optional.empty(),
                new IncidentId("INC-ACME-2026-1"),
                new Command.Acknowledge(""),
                "Ann",
                answer));
    return answer;
  }
}
