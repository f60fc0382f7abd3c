package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.change;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.Receiver.Behaviour;
import dev.forebell.collector.deliver.Receiver.Received;
import dev.forebell.collector.port.DeliveryCounts.EndpointCounts;
import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.Route;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a commit to a real receiver and back, with everything that can go wrong in between. */
final class DeliveryIT {
  private static final Set<Kind> ALL = Set.of(Kind.values());

  @TempDir private Path data;
  private Vertx vertx;
  private Receiver receiver;
  private DeliveryBench bench;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    receiver = new Receiver(vertx);
    bench = new DeliveryBench(vertx, data);
  }

  @AfterEach
  void stop() {
    bench.close();
    receiver.close();
    Await.done(vertx.close());
  }

  private void plain() {
    bench.with(Endpoints.plain("hook", receiver.url(), ALL)).start();
  }

  @Test
  void aCommittedMessageArrivesSignedInTheStandardEnvelope() throws InterruptedException {
    plain();
    bench.ledger.commit(opening(1, "hook"));
    Received got = receiver.take();
    assertEquals("POST /", got.method() + " " + got.uri());
    assertEquals("application/json", got.header("content-type"));
    assertEquals("k1", got.header("x-api-key"));
    assertEquals("INC-ACME-2026-1-1-hook", got.header("webhook-id"));
    long timestamp = Long.parseLong(got.header("webhook-timestamp"));
    assertEquals(
        Signature.of(List.of(Endpoints.SECRET), got.header("webhook-id"), timestamp, got.body()),
        got.header("webhook-signature"));
    assertEquals(
        "{\"type\":\"incident.opened\",\"timestamp\":\"2026-11-21T09:00:01.000Z\",\"data\":"
            + "{\"event\":\"incident.opened\",\"number\":1,\"at\":\"2026-11-21T09:00:01.000Z\"}}",
        got.body());
    assertEquals("delivered 1", bench.note());
    assertEquals(
        List.of(new EndpointCounts("hook", 1, new TreeMap<>(), 0, Standing.SERVED)),
        bench.counters.counts());
  }

  @Test
  void aRetryHasTheSameIdAndBodyAndANewTimestamp() throws InterruptedException {
    receiver.reply(503, "busy").then(new Behaviour.Cut());
    plain();
    bench.ledger.commit(opening(1, "hook"));
    Received first = receiver.take();
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofSeconds(5));
    Received second = receiver.take();
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofSeconds(15));
    Received third = receiver.take();
    assertEquals("delivered 1", bench.note());
    assertEquals(first.header("webhook-id"), third.header("webhook-id"));
    assertEquals(first.body(), third.body());
    assertNotEquals(first.header("webhook-timestamp"), second.header("webhook-timestamp"));
    assertEquals(
        Map.of("http_503", 1L, "connection", 1L), bench.counters.counts().getFirst().failed());
  }

  @Test
  void laterChangesOfAnIncidentWaitForTheEarlierOnesAndOtherIncidentsDoNot()
      throws InterruptedException {
    receiver.reply(500, "");
    plain();
    bench.ledger.commit(opening(1, "hook"));
    bench.ledger.commit(change(1, 2, "acknowledged", "hook"));
    assertEquals("INC-ACME-2026-1-1-hook", receiver.take().header("webhook-id"));
    assertEquals("retry 1", bench.note());
    bench.ledger.commit(opening(2, "hook"));
    assertEquals("INC-ACME-2026-2-1-hook", receiver.take().header("webhook-id"));
    assertEquals("delivered 3", bench.note());
    bench.advance(Duration.ofSeconds(5));
    assertEquals("INC-ACME-2026-1-1-hook", receiver.take().header("webhook-id"));
    assertEquals("INC-ACME-2026-1-2-hook", receiver.take().header("webhook-id"));
  }

  @Test
  void aCreateWhoseReplyWasLostIsSearchedForAndNeverMadeTwice() throws InterruptedException {
    receiver
        .then(new Behaviour.Cut())
        .reply(200, "{\"total\":1,\"list\":[{\"id\":\"64f0\",\"number\":17}]}");
    bench.with(Endpoints.desk("desk", receiver.url())).start();
    bench.ledger.commit(opening(1, "desk"));
    assertEquals("POST", receiver.take().method());
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofSeconds(5));
    Received search = receiver.take();
    assertEquals("GET", search.method());
    assertTrue(search.uri().endsWith("value%5D=INC-ACME-2026-1&maxSize=1"), search.uri());
    assertEquals(
        "INC-ACME-2026-1 17 " + receiver.url() + "/#Case/view/64f0 by system:webhook:desk",
        bench.link());
    assertEquals("delivered 1", bench.note());
    assertTrue(receiver.isQuiet());
    assertEquals(
        Optional.of(new TicketReference("64f0", "17", receiver.url() + "/#Case/view/64f0")),
        bench.ledger.outbox().ticket("desk", incident(1)));
  }

  @Test
  void aCreateThatNeverArrivedIsMadeAfterTheSearch() throws InterruptedException {
    receiver
        .then(new Behaviour.Cut())
        .reply(200, "{\"total\":0,\"list\":[]}")
        .reply(200, "{\"total\":0,\"list\":[]}")
        .reply(200, "{\"id\":\"a1\",\"number\":3}");
    bench.with(Endpoints.desk("desk", receiver.url())).start();
    bench.ledger.commit(opening(1, "desk"));
    receiver.take();
    bench.note();
    bench.advance(Duration.ofSeconds(5));
    assertEquals("GET", receiver.take().method());
    assertEquals("postpone 1", bench.note());
    bench.advance(WebhookEndpoint.LATE_COMMIT);
    assertEquals("GET", receiver.take().method());
    assertEquals("POST", receiver.take().method());
    assertEquals("delivered 1", bench.note());
    bench.ledger.commit(change(1, 2, "acknowledged", "desk"));
    assertEquals("/api/v1/Case/a1", receiver.take().uri());
  }

  @Test
  void retryAfterHoldsTheEndpoint() throws InterruptedException {
    receiver.then(new Behaviour.Reply(429, Map.of("Retry-After", "40"), ""));
    plain();
    bench.ledger.commit(opening(1, "hook"));
    receiver.take();
    assertEquals("retry 1", bench.note());
    bench.advance(Duration.ofSeconds(39));
    bench.ledger.commit(opening(2, "hook"));
    bench.ledger.commit(opening(3, "removed"));
    assertEquals("dead 3", bench.note());
    assertTrue(receiver.isQuiet());
    bench.advance(Duration.ofSeconds(1));
    String one = receiver.take().header("webhook-id");
    String other = receiver.take().header("webhook-id");
    assertEquals(Set.of("INC-ACME-2026-1-1-hook", "INC-ACME-2026-2-1-hook"), Set.of(one, other));
  }

  @Test
  void anAnswerThatDripsEndsWithTheTimeOut() throws InterruptedException {
    receiver.then(new Behaviour.Drip());
    bench.with(Endpoints.plain("hook", receiver.url(), Duration.ofMillis(400))).start();
    bench.ledger.commit(opening(1, "hook"));
    assertEquals("retry 1", bench.note());
    assertEquals(Map.of("timeout", 1L), bench.counters.counts().getFirst().failed());
  }

  @Test
  void anEndlessAnswerIsCutOffAndItsMessageCountsAsTaken() throws InterruptedException {
    receiver.reply(200, "x".repeat(4_000_000));
    plain();
    bench.ledger.commit(opening(1, "hook"));
    assertEquals("delivered 1", bench.note());
  }

  @Test
  void aRedirectIsNeverFollowed() throws InterruptedException {
    try (Receiver elsewhere = new Receiver(vertx)) {
      receiver.then(new Behaviour.Reply(307, Map.of("Location", elsewhere.url().toString()), ""));
      plain();
      bench.ledger.commit(opening(1, "hook"));
      receiver.take();
      assertEquals("retry 1", bench.note());
      assertEquals(Map.of("http_307", 1L), bench.counters.counts().getFirst().failed());
      assertTrue(elsewhere.isQuiet());
    }
  }

  @Test
  void whatIsRefusedBecomesADeadLetterWithItsReasonAndAReplayDeliversItWithTheSameId()
      throws InterruptedException {
    receiver.reply(410, "gone\nfor good");
    plain();
    bench.ledger.commit(opening(1, "hook"));
    bench.ledger.commit(change(1, 2, "acknowledged", "hook"));
    Received refused = receiver.take();
    assertEquals("dead 1", bench.note());
    assertEquals(
        "http_410: " + receiver.url() + " answered: gone for good",
        bench.ledger.outbox().deadLetters(DeadFilter.ALL, 1).getFirst().message().lastReason());
    bench.ledger.outbox().replay(1, dev.forebell.collector.ledger.LedgerSamples.T0);
    assertEquals(refused.header("webhook-id"), receiver.take().header("webhook-id"));
    assertEquals("INC-ACME-2026-1-2-hook", receiver.take().header("webhook-id"));
  }

  @Test
  void aSilentEndpointHoldsUpNoOther() throws InterruptedException {
    for (int n = 0; n < 40; n++) {
      receiver.then(new Behaviour.Silence());
    }
    try (Receiver good = new Receiver(vertx)) {
      bench.with(Endpoints.plain("good", good.url(), ALL));
      plain();
      for (int n = 1; n <= 20; n++) {
        bench.ledger.commit(opening(n, "hook"));
      }
      bench.ledger.commit(opening(21, "good"));
      assertEquals("INC-ACME-2026-21-1-good", good.take().header("webhook-id"));
      assertEquals("delivered 21", bench.note());
    }
  }

  @Test
  void aNameThatLeadsElsewhereOnceItWasCheckedIsNotAskedAgain() throws InterruptedException {
    bench.close();
    AtomicInteger asked = new AtomicInteger();
    bench =
        new DeliveryBench(
            vertx,
            data,
            host ->
                List.of(
                    InetAddress.getByAddress(
                        host,
                        asked.getAndIncrement() == 0
                            ? new byte[] {127, 0, 0, 1}
                            : new byte[] {(byte) 169, (byte) 254, (byte) 169, (byte) 254})));
    URI named = URI.create("http://rebinding.example:" + receiver.url().getPort());
    bench.with(Endpoints.plain("hook", named, ALL)).start();
    bench.ledger.commit(opening(1, "hook"));
    assertEquals("delivered 1", bench.note());
    assertEquals(1, asked.get());
    receiver.take();
    bench.ledger.commit(opening(2, "hook"));
    assertEquals("retry 2", bench.note());
    assertEquals(Map.of("address_refused", 1L), bench.counters.counts().getFirst().failed());
    assertTrue(receiver.isQuiet());
  }

  @Test
  void aRestartGoesOnWithTheOutboxAndSearchesForWhatMayHaveArrived() throws InterruptedException {
    bench.ledger.commit(opening(1, "desk", "hook"));
    bench.close();
    bench = new DeliveryBench(vertx, data);
    try (Receiver desk = new Receiver(vertx)) {
      desk.reply(200, "{\"list\":[]}").reply(200, "{\"id\":\"a1\",\"number\":3}");
      bench.with(Endpoints.desk("desk", desk.url()));
      plain();
      assertEquals("INC-ACME-2026-1-1-hook", receiver.take().header("webhook-id"));
      assertEquals("GET", desk.take().method());
      assertEquals("POST", desk.take().method());
    }
  }

  @Test
  void anEndpointOnAPrivateAddressIsRefusedUnlessItsFileAllowsIt() throws InterruptedException {
    bench.with(closed(receiver.url())).start();
    bench.ledger.commit(opening(1, "hook"));
    assertEquals("retry 1", bench.note());
    assertEquals(Map.of("address_refused", 1L), bench.counters.counts().getFirst().failed());
    assertTrue(receiver.isQuiet());
  }

  @Test
  void aNameIsConnectedAtTheAddressThatWasCheckedAndStaysInTheHostHeader()
      throws InterruptedException {
    bench.close();
    bench =
        new DeliveryBench(
            vertx,
            data,
            host ->
                List.of(
                    InetAddress.getByAddress(host, new byte[] {10, 0, 0, 1}),
                    InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})));
    URI named = URI.create("http://desk.example:" + receiver.url().getPort() + "/in?k=v");
    bench.with(Endpoints.plain("hook", named, ALL)).start();
    bench.ledger.commit(opening(1, "hook"));
    Received got = receiver.take();
    assertEquals("desk.example:" + receiver.url().getPort(), got.header("host"));
    assertEquals("/in?k=v", got.uri());
  }

  @Test
  void aMessageToAnEndpointThatIsNoLongerConfiguredIsADeadLetter() throws InterruptedException {
    bench.start();
    bench.ledger.commit(opening(1, "removed"));
    assertEquals("dead 1", bench.note());
    assertEquals(
        "endpoint_unknown: the configuration has no webhook 'removed'",
        bench.ledger.outbox().deadLetters(DeadFilter.ALL, 1).getFirst().message().lastReason());
  }

  private static WebhookEndpoint closed(URI url) {
    WebhookEndpoint open = Endpoints.plain("hook", url, ALL);
    return new WebhookEndpoint(
        open.id(),
        url,
        Route.STRAIGHT,
        open.secrets(),
        open.headers(),
        open.timeout(),
        open.calls(),
        open.events(),
        open.search(),
        open.pace(),
        open.desk());
  }
}
