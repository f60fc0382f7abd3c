package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.Outbox.DeadLetter;
import dev.forebell.collector.port.WebhookEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ticket that one call orders and a later one names: whatever is lost, there is one. */
final class OrderedTicketIT extends DeskSetUp {
  private static final String KEY = "INC-ACME-2026-1";

  /** What a request may take, and a little for its note. */
  private static final Duration WINDOW = Duration.ofSeconds(46);

  private static final Duration SOON = Duration.ofSeconds(10);

  private FakeOrders desk;

  @BeforeEach
  void start() {
    desk = new FakeOrders(vertx);
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private DeliveryBench ordering(String adapter, String vars) throws IOException {
    DeliveryBench bench = begin(desk, endpoint(adapter, vars));
    send(bench, Story.of(1), 1, "incident.opened");
    return bench;
  }

  private WebhookEndpoint endpoint(String adapter, String vars) throws IOException {
    Files.createDirectories(config.resolve("adapters"));
    Files.writeString(config.resolve("adapters").resolve("orders.yaml"), adapter);
    return AdapterBench.read(
        config,
        """
        webhook:
          id: desk
          url: "%s"
          allow: [127.0.0.0/8]
          adapter: orders
          vars: {%s}
          timeout: 15s
          late_commit: 30s
        """
            .formatted(desk.url(), vars));
  }

  private long posted(String path) {
    return desk.log().stream().filter(line -> line.startsWith("POST " + path)).count();
  }

  @Test
  void itIsOrderedAndNamed() throws Exception {
    try (DeliveryBench bench = ordering(FakeOrders.ADAPTER, "prepares: true, links: true")) {
      assertEquals("delivered 1", bench.note());
      assertEquals(KEY + " 1  by system:webhook:desk", bench.link());
      assertEquals(List.of("/tickets/1/links"), desk.words());
      assertEquals(List.of(), desk.violations());
    }
  }

  @Test
  void anOrderWhoseAnswerIsLostIsNotRepeatedWhileItMayStillCome() throws Exception {
    desk.busy().then(Fault.COMMIT_AND_DROP);
    orderedOnce(FakeOrders.ADAPTER, "postpone 1");
  }

  @Test
  void anOrderWhoseTicketCannotBeNamedYetIsNotRepeated() throws Exception {
    desk.busy();
    orderedOnce(FakeOrders.ADAPTER, "retry 1");
  }

  @Test
  void anOrderWhoseNamingIsLostIsNotRepeated() throws Exception {
    desk.busy().then(Fault.NONE, Fault.DROP);
    orderedOnce(FakeOrders.ADAPTER, "retry 1");
  }

  @Test
  void aNamingThatMeansRetrySettlesNoOrder() throws Exception {
    desk.busy().saysWait();
    orderedOnce(FakeOrders.ADAPTER, "retry 1");
  }

  @Test
  void noMoreDoesOneThatBreaks() throws Exception {
    desk.busy().then(Fault.NONE, Fault.BROKEN);
    orderedOnce(FakeOrders.ADAPTER, "retry 1");
  }

  @Test
  void aStatus200OfTheOrderIsAsGoodAs202() throws Exception {
    desk.busy().answersOrders(200).saysWait();
    orderedOnce(FakeOrders.ADAPTER, "retry 1");
  }

  private void orderedOnce(String adapter, String second) throws Exception {
    try (DeliveryBench bench = ordering(adapter, "prepares: false, links: true")) {
      assertEquals("retry 1", bench.note());
      bench.advance(SOON);
      assertEquals(second, bench.note());
      desk.work();
      bench.advance(WINDOW);
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
      assertEquals(KEY + " 1  by system:webhook:desk", bench.link());
      assertEquals(List.of("/tickets/1/links"), desk.words());
      assertEquals(1, posted("/orders"));
    }
  }

  @Test
  void whatTheSearchFoundIsNotOrderedAgain() throws Exception {
    desk.then(Fault.NONE, Fault.DROP);
    try (DeliveryBench bench = ordering(FakeOrders.ADAPTER, "prepares: false, links: true")) {
      assertEquals("retry 1", bench.note());
      bench.advance(SOON);
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
      assertEquals(List.of("/tickets/1/links"), desk.words());
    }
  }

  @Test
  void anOrderThatNeverArrivedIsMadeAgain() throws Exception {
    desk.then(Fault.DROP);
    try (DeliveryBench bench = ordering(FakeOrders.ADAPTER, "prepares: false, links: false")) {
      assertEquals("retry 1", bench.note());
      bench.advance(SOON);
      assertEquals("postpone 1", bench.note());
      bench.advance(WINDOW);
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
    }
  }

  @Test
  void aSignInPageInPlaceOfTheDeskHasTakenNothing() throws Exception {
    swallowed(FakeOrders.ADAPTER);
  }

  @Test
  void neitherWhereOneCallOrdersAndNames() throws Exception {
    swallowed(
        """
        adapter: {id: orders, vars: {prepares: false, links: false}}
        create: {path: /orders, body: '{"title": key}', reference: order}
        search: {path: "/tickets?q={key}", reference: '$[title = $asked.key][0].id'}
        """);
  }

  private void swallowed(String adapter) throws Exception {
    desk.then(Fault.GARBAGE);
    try (DeliveryBench bench = ordering(adapter, "prepares: false, links: false")) {
      assertEquals("retry 1", bench.note());
      bench.advance(WINDOW);
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
    }
  }

  @Test
  void aRefusedOrderWaitsForNothing() throws Exception {
    desk.then(Fault.REFUSED);
    try (DeliveryBench bench = ordering(FakeOrders.ADAPTER, "prepares: false, links: false")) {
      assertEquals("retry 1", bench.note());
      bench.advance(Duration.ofMinutes(2));
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
    }
  }

  @Test
  void aTicketThatNobodyNamedIsLookedFor() throws Exception {
    String unnamed = FakeOrders.ADAPTER.replace("save: shown,", "save: shown, when: vars.links,");
    try (DeliveryBench bench = ordering(unnamed, "prepares: false, links: false")) {
      assertEquals("retry 1", bench.note());
      bench.advance(SOON);
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
      assertEquals(KEY + " 1  by system:webhook:desk", bench.link());
    }
  }

  @Test
  void aSingleCallThatIsAccepted202AndMeansRetryMayStillCome() throws Exception {
    desk.busy();
    String single =
        """
        adapter: {id: orders, vars: {prepares: false}}
        create: {path: /orders, body: '{"title": key}', reference: ticket}
        search: {path: "/tickets?q={key}", reference: '$[title = $asked.key][0].id'}
        answers: [{status: 202, when: 'request.method = "POST"', means: retry}]
        """;
    try (DeliveryBench bench = ordering(single, "")) {
      assertEquals("retry 1", bench.note());
      bench.advance(SOON);
      assertEquals("postpone 1", bench.note());
      desk.work();
      bench.advance(WINDOW);
      assertEquals("delivered 1", bench.note());
      assertEquals(List.of(KEY), desk.tickets());
    }
  }

  @Test
  void whatBreaksAfterTheOrderDoesNotUndoIt() throws Exception {
    desk.busy();
    orderedOnce(FakeOrders.ADAPTER.replace("{got.ordered.order}", "{$error('?')}"), "retry 1");
  }

  @Test
  void whatWasTakenAndIsNeverShownIsADeadLetterAndMadeAgainByAPersonAlone() throws Exception {
    String blind = FakeOrders.ADAPTER.replace("[0].id'", "[0].nothing'");
    desk.saysWait();
    try (DeliveryBench bench =
        ordering(blind.replace("reference: ticket", "reference: tikcet"), "")) {
      String note = bench.note();
      assertEquals("retry 1", note);
      assertReason(bench, "reference: tikcet found nothing; the answer's keys: ticket");
      while (note.equals("retry 1")) {
        bench.advance(Duration.ofDays(2));
        note = bench.note();
      }
      assertEquals("dead 1", note);
      DeadLetter dead = bench.ledger.outbox().deadLetters(DeadFilter.ALL, 2).getFirst();
      String reason = dead.message().lastReason();
      assertTrue(reason.startsWith("not_shown: the desk took it"), reason);
      assertTrue(reason.contains("/tickets?q={key}"), reason);
      assertEquals(List.of(KEY), desk.tickets());
      assertTrue(bench.ledger.outbox().replay(1, bench.clock().instant()));
      assertEquals("retry 1", bench.note());
      assertEquals(List.of(KEY, KEY), desk.tickets());
    }
  }

  private static void assertReason(DeliveryBench bench, String part) {
    String reason = bench.ledger.outbox().oldest("desk", incident(1)).orElseThrow().lastReason();
    assertTrue(reason.contains(part), reason);
  }

  @Test
  void aKilledCollectorsOrderIsWaitedForByTheNextOne() throws Exception {
    WebhookEndpoint unused = endpoint(FakeOrders.ADAPTER, "prepares: false, links: true");
    desk.busy();
    // The order is taken; the collector is killed while it asks what came of it.
    desk.faults(asked -> asked.path().startsWith("/orders/") ? Fault.HELD : Fault.NONE);
    try (Deliverer first = Deliverer.start(data, config, 0)) {
      desk.awaitHeld();
      first.kill();
    }
    try (Deliverer second = Deliverer.start(data, config, 0)) {
      second.awaitWaiting();
      second.kill();
    }
    desk.work();
    try (Deliverer third = Deliverer.start(data, config, TimeUnit.HOURS.toSeconds(1))) {
      assertEquals("ticket 1", third.line());
      third.kill();
    }
    assertEquals(List.of(KEY), desk.tickets());
  }
}
