package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk that carries a request out long after whoever sent it has gone. */
final class LateDeskIT {
  /** What a note allows for its own writing. */
  private static final Duration NOTED = Duration.ofSeconds(1);

  private static final String TITLE = "INC-ACME-2026-1 web-1: host_down: open";
  private static final String ZAMMAD =
      "credentials: {token: t}\nvars: {group: Operations, customer: m@example.com}\n";
  private static final long HOUR = 3600;

  @TempDir private Path data;
  @TempDir private Path config;
  private Vertx vertx;
  private FakeDesk desk;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    desk = new FakeZammad(vertx);
  }

  @AfterEach
  void stop() {
    desk.close();
    Await.done(vertx.close());
  }

  private static final class Once implements Function<FaultyServer.Asked, Fault> {
    private final String path;
    private final Fault fault;
    private boolean over;

    private Once(String path, Fault fault) {
      this.path = path;
      this.fault = fault;
    }

    @Override
    public Fault apply(FaultyServer.Asked asked) {
      boolean now = !over && asked.method().equals("POST") && asked.path().endsWith(path);
      over |= now;
      return now ? fault : Fault.NONE;
    }
  }

  private DeliveryBench bench(int timeout) {
    return new DeliveryBench(vertx, data)
        .with(
            AdapterBench.endpoint(
                config,
                desk,
                "zammad",
                ZAMMAD + "timeout: %ds\nlate_commit: 30s".formatted(timeout)))
        .start();
  }

  @Test
  void aCreateThatTimedOutIsNotMadeAgainWhileItMayStillCome() throws InterruptedException {
    desk.faults(new Once("/tickets", Fault.HELD));
    try (DeliveryBench bench = bench(4)) {
      bench.ledger.commit(Story.of(1).event(1, "incident.opened"));
      assertEquals("retry 1", bench.note());
      bench.advance(Duration.ofSeconds(10));
      assertEquals("postpone 1", bench.note());
      desk.release();
      assertEquals(List.of(TITLE), desk.tickets());
      bench.advance(Duration.ofSeconds(24).plus(NOTED));
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(TITLE), desk.tickets());
    }
  }

  @Test
  void itIsFoundAtOnceWhereItCame() throws InterruptedException {
    desk.faults(new Once("/tickets", Fault.HELD_AND_DROP));
    try (DeliveryBench bench = bench(15)) {
      bench.ledger.commit(Story.of(1).event(1, "incident.opened"));
      assertEquals("retry 1", bench.note());
      desk.release();
      bench.advance(Duration.ofSeconds(10));
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(TITLE), desk.tickets());
    }
  }

  @Test
  void whatNeverCameIsMadeAfterThat() throws InterruptedException {
    desk.faults(new Once("/tickets", Fault.HELD_AND_DROP));
    try (DeliveryBench bench = bench(15)) {
      bench.ledger.commit(Story.of(1).event(1, "incident.opened"));
      assertEquals("retry 1", bench.note());
      bench.advance(Duration.ofSeconds(10));
      assertEquals("postpone 1", bench.note());
      bench.advance(Duration.ofSeconds(35).plus(NOTED));
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(TITLE), desk.tickets());
    }
  }

  @Test
  void whatTheDeskRefusedWaitsForNothing() throws InterruptedException {
    List<Fault> once = new ArrayList<>(List.of(Fault.BROKEN));
    desk.faults(
        asked ->
            asked.method().equals("POST") && asked.path().endsWith("/tickets") && !once.isEmpty()
                ? once.removeFirst()
                : Fault.NONE);
    try (DeliveryBench bench = bench(15)) {
      bench.ledger.commit(Story.of(1).event(1, "incident.opened"));
      assertEquals("retry 1", bench.note());
      bench.advance(Duration.ofSeconds(10));
      assertEquals("delivered 1", bench.note());
    }
  }

  @Test
  void aNoteThatMayStillComeIsNotWrittenAgain() throws InterruptedException {
    try (DeliveryBench bench = bench(15)) {
      bench.ledger.commit(Story.of(1).event(1, "incident.opened"));
      assertEquals("delivered 1", bench.note());
      desk.faults(new Once("/ticket_articles", Fault.HELD_AND_DROP));
      bench.ledger.commit(Story.of(1).said("seen").event(2, "incident.commented"));
      assertEquals("retry 2", bench.note());
      bench.advance(Duration.ofSeconds(10));
      assertEquals("postpone 2", bench.note());
      desk.release();
      bench.advance(Duration.ofSeconds(35).plus(NOTED));
      assertEquals("delivered 2", bench.note());
      assertEquals(1, desk.words().stream().filter(word -> word.contains("-2-desk")).count());
    }
  }

  @Test
  void aClockThatWasSetBackMakesNoLongerWait() throws InterruptedException {
    desk.faults(new Once("/tickets", Fault.HELD_AND_DROP));
    try (DeliveryBench bench = bench(15)) {
      bench.ledger.commit(Story.of(1).event(1, "incident.opened"));
      assertEquals("retry 1", bench.note());
      bench.ledger.outbox().leaves(new TreeMap<>(Map.of(1L, T0.plusSeconds(HOUR))));
      bench.advance(Duration.ofSeconds(10));
      assertEquals("postpone 1", bench.note());
      bench.advance(Duration.ofSeconds(45));
      assertEquals("delivered 1", bench.note());
    }
  }

  @Test
  void aKilledCollectorsCreateIsWaitedForByTheNextOne() throws IOException, InterruptedException {
    AdapterBench.endpoint(config, desk, "zammad", ZAMMAD + "timeout: 60s\nlate_commit: 10m");
    desk.faults(new Once("/tickets", Fault.HELD));
    try (Deliverer first = Deliverer.start(data, config, 0)) {
      desk.awaitHeld();
      first.kill();
    }
    try (Deliverer second = Deliverer.start(data, config, 0)) {
      second.awaitWaiting();
      second.kill();
    }
    desk.release();
    try (Deliverer third = Deliverer.start(data, config, HOUR)) {
      assertEquals("ticket 22001", third.line());
      third.kill();
    }
    assertEquals(List.of(TITLE), desk.tickets());
    assertEquals(List.of(), desk.violations());
  }
}
