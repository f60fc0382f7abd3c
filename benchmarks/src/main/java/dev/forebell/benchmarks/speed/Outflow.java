package dev.forebell.benchmarks.speed;

import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryLoop;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.WebhookSender;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.port.CommandGate.Answer;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.collector.port.TicketDesk;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Call;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast an outbox empties: 10,000 signed webhooks of as many incidents wait in a ledger on disk
 * for one desk on loopback that takes all at once. Delivery and desk share a process; the processor
 * time of each is told apart by thread. Three rounds, the first with a new JVM.
 */
final class Outflow {
  private static final int MESSAGES = 10_000;
  private static final int ROUNDS = 3;
  private static final int A_COMMIT = 100;
  private static final int CONCURRENCY = 16;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Call POST =
      new Call("POST", "", Optional.empty(), Optional.empty(), Optional.empty());

  private final SqlLedger ledger;
  private final FastDesk desk;

  private Outflow(SqlLedger ledger, FastDesk desk) {
    this.ledger = ledger;
    this.desk = desk;
  }

  static List<Row> outbox(Bench bench) throws IOException, InterruptedException {
    Instant now = Instant.now();
    List<Row> rows = new ArrayList<>();
    try (DataFolder folder = DataFolder.claim(bench.work().resolve("outflow"), now);
        SqlLedger ledger = SqlLedger.open(folder);
        FastDesk desk = new FastDesk()) {
      ledger.load();
      for (int round = 0; round < ROUNDS; round++) {
        rows.add(new Outflow(ledger, desk).round(round));
      }
    }
    return rows;
  }

  private Row round(int round) throws IOException {
    fill(round);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    long connections = desk.connections();
    InstantSource clock = InstantSource.system();
    SortedMap<String, WebhookEndpoint> endpoints = new TreeMap<>();
    endpoints.put("desk", endpoint());
    try (WebhookSender sender = new WebhookSender(vertx, clock)) {
      DeliveryLoop loop =
          new DeliveryLoop(
              new DeliveryParts(
                  ledger.outbox(),
                  (_, _, _, _) -> CompletableFuture.completedFuture(new Answer.Done()),
                  () -> endpoints,
                  sender,
                  clock,
                  () -> 0.5,
                  new DeliveryCounters()));
      ThreadTimes before = ThreadTimes.now();
      long began = System.nanoTime();
      loop.start();
      awaitEmpty();
      long took = System.nanoTime() - began;
      Row row = row(round, took, before, ThreadTimes.now(), desk.connections() - connections);
      loop.close();
      return row;
    } finally {
      vertx.close();
    }
  }

  private WebhookEndpoint endpoint() {
    SortedMap<Kind, Call> calls = new TreeMap<>();
    for (Kind kind : List.of(Kind.CREATE, Kind.UPDATE, Kind.CLOSE)) {
      calls.put(kind, POST);
    }
    return new WebhookEndpoint(
        "desk",
        URI.create("http://127.0.0.1:" + desk.port() + "/hook"),
        Route.allowing(List.of("127.0.0.0/8")),
        List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
        new TreeMap<>(),
        Duration.ofSeconds(10),
        calls,
        List.of(),
        Optional.empty(),
        new Pace(CONCURRENCY, OptionalInt.empty()),
        TicketDesk.NONE);
  }

  private void fill(int round) {
    Instant now = Instant.now();
    for (int first = round * MESSAGES; first < (round + 1) * MESSAGES; first += A_COMMIT) {
      List<StoredEvent> events = new ArrayList<>();
      List<IncidentRow> rows = new ArrayList<>();
      List<OutboxMessage> messages = new ArrayList<>();
      for (int n = first + 1; n <= first + A_COMMIT; n++) {
        IncidentId id = IncidentId.of("ACME", 2026, n);
        String object = object(id, now);
        events.add(new StoredEvent(id, CUSTOMER, 1, now, "incident.opened", object, object));
        rows.add(
            new IncidentRow(
                id,
                CUSTOMER,
                "open",
                "critical",
                "outage",
                false,
                "web-1",
                "down",
                now,
                now,
                "{}"));
        messages.add(
            new OutboxMessage(
                id + "-1-desk", "desk", id, CUSTOMER, 1, "incident.opened", object, now));
      }
      ledger.commit(
          new Commit(now, events, rows, List.of(), List.of(), List.of(), List.of(), messages));
    }
  }

  // As long as a real one, and of as many values.
  private static String object(IncidentId id, Instant at) {
    StringBuilder text =
        new StringBuilder("{\"event\":\"incident.opened\",\"number\":1,\"by\":\"system\",\"at\":\"")
            .append(at)
            .append("\",\"incident\":{\"id\":\"")
            .append(id)
            .append('"');
    for (int n = 0; n < 40; n++) {
      text.append(",\"value_").append(n).append("\":\"what is known of it ").append(n).append('"');
    }
    return text.append("},\"clocks\":[]}").toString();
  }

  private void awaitEmpty() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long wanted = desk.taken() + waiting();
    while (desk.taken() < wanted || waiting() > 0) {
      if (System.nanoTime() > deadline) {
        throw new IOException(waiting() + " webhooks were not delivered");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private long waiting() {
    return ledger.outbox().backlog().stream().mapToLong(Backlog::waiting).sum();
  }

  private static Row row(
      int round, long took, ThreadTimes before, ThreadTimes after, long connections) {
    return new Row(
        "outbox of 10,000 webhooks empties, round " + (round + 1),
        String.format(
            Locale.ROOT,
            "%.0f a second; us of processor a webhook: delivery thread %.0f, event loops and"
                + " workers %.0f, desk %.0f, the whole process %.0f; %d connections",
            MESSAGES * 1e9 / took,
            micros(after.since(before, "delivery")),
            micros(
                after.since(before, "vert.x-eventloop-thread")
                    + after.since(before, "vert.x-worker-thread")),
            micros(after.since(before, FastDesk.THREADS)),
            micros(after.since(before)),
            connections),
        "1,000 a second");
  }

  private static double micros(long nanos) {
    return nanos / 1e3 / MESSAGES;
  }
}
