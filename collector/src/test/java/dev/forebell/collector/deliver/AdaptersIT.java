package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.deliver.FaultyServer.Fault;
import dev.forebell.collector.port.Outbox.DeadFilter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every shipped ticket adapter, against a strict desk each. */
final class AdaptersIT extends DeskSetUp {
  private static final Duration RESTART = Duration.ofMillis(300);
  private static final long INCIDENTS = Long.getLong("adapters.incidents", 30);

  /** Desks and what an endpoint of each says besides its URL. */
  enum Product {
    ESPOCRM(FakeEspo::new, "credentials: {api_key: \"5b0c\"}", "closed"),
    GLPI(FakeGlpi::new, "credentials: {user_token: user, app_token: app}", "resolved"),
    GLPI_V2(
        FakeGlpiV2::new,
        "credentials: {client_id: c, client_secret: s, username: u, password: p}",
        "resolved"),
    ZAMMAD(
        FakeZammad::new,
        "credentials: {token: t}\nvars: {group: Operations, customer: m@example.com}",
        "closed"),
    REDMINE(FakeRedmine::new, "credentials: {api_key: k}\nvars: {project: operations}", "resolved"),
    JIRA(FakeJira::new, "credentials: {token: t}\nvars: {project: OPS}", "closed"),
    SERVICENOW(FakeServiceNow::new, "credentials: {user: u, password: p}", "resolved"),
    /** It takes no comments, and its answer has no link. */
    PAGERDUTY(
        FakePagerDuty::new,
        "credentials: {routing_key: 0123456789abcdef0123456789abcdef}",
        "closed");

    @SuppressWarnings("ImmutableEnumChecker") // a constructor reference
    private final Function<Vertx, FakeDesk> fake;

    private final String endpoint;
    private final String resolved;

    Product(Function<Vertx, FakeDesk> fake, String endpoint, String resolved) {
      this.fake = fake;
      this.endpoint = endpoint;
      this.resolved = resolved;
    }

    private boolean hasWords() {
      return this != PAGERDUTY;
    }

    /** How a desk that knows of such things shows that one ticket is below another. */
    private List<String> relates(int child, int parent) {
      return switch (this) {
        case ESPOCRM, GLPI_V2, PAGERDUTY -> List.of();
        default -> List.of(child + " below " + parent);
      };
    }

    private String adapter() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLifeOfAnIncidentIsTheLifeOfOneTicket(Product product) throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench = begin(desk, product)) {
      Story story = Story.of(1);
      send(bench, story, 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      assertEquals(
          product.hasWords(), bench.link().contains(" http://127.0.0.1:"), "a person can open it");
      assertEquals(List.of("INC-ACME-2026-1 web-1: host_down: open"), desk.tickets());
      send(bench, story.urgent(), 2, "incident.promoted");
      send(bench, story.urgent().in("acknowledged"), 3, "incident.acknowledged");
      send(bench, story.urgent().said("a < b & c"), 4, "incident.commented");
      for (int n = 2; n <= 4; n++) {
        assertEquals("delivered " + n, bench.note());
      }
      assertEquals(List.of("EMERGENCY INC-ACME-2026-1 web-1: host_down: open"), desk.tickets());
      if (product.hasWords()) {
        assertTrue(desk.words().getFirst().contains("31 of 61 people worked on vdi-01"));
        assertTrue(desk.words().getLast().contains("INC-ACME-2026-1-4-desk"));
      }
      send(bench, story.urgent().in("resolved"), 5, "incident.resolved");
      assertEquals("delivered 5", bench.note());
      assertEquals(
          List.of("EMERGENCY INC-ACME-2026-1 web-1: host_down: " + product.resolved),
          desk.tickets());
      send(bench, story.urgent(), 6, "incident.reopened");
      assertEquals("delivered 6", bench.note());
      assertEquals(List.of("EMERGENCY INC-ACME-2026-1 web-1: host_down: open"), desk.tickets());
      send(bench, story.urgent().in("resolved"), 7, "incident.resolved");
      send(bench, story.urgent().in("closed"), 8, "incident.closed");
      assertEquals("delivered 7", bench.note());
      assertEquals("delivered 8", bench.note());
      assertEquals(List.of("EMERGENCY INC-ACME-2026-1 web-1: host_down: closed"), desk.tickets());
      assertEquals(List.of(), desk.violations());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyUnknownOutcomeIsLookedFor(Product product) throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench = begin(desk, product)) {
      long n = 0;
      List<Fault> hit = new ArrayList<>();
      for (Fault fault :
          List.of(
              Fault.COMMIT_AND_DROP,
              Fault.DROP,
              Fault.COMMIT_AND_BREAK,
              Fault.BUSY,
              Fault.GARBAGE)) {
        n++;
        List<Fault> once = new ArrayList<>(List.of(fault));
        desk.faults(
            asked -> {
              boolean makes =
                  asked.method().equals("POST") && !desk.takesForm(asked) && !once.isEmpty();
              hit.addAll(makes ? once : List.of());
              return makes ? once.removeFirst() : Fault.NONE;
            });
        send(bench, Story.of(n), 1, "incident.opened");
        assertEquals("retry " + n, bench.note(), fault.toString());
        bench.advance(Duration.ofMinutes(10));
        assertEquals("delivered " + n, bench.note(), fault.toString());
        assertEquals(n, desk.tickets().size(), fault.toString());
      }
      assertEquals(5, hit.size());
      assertEquals(List.of(), desk.violations());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anHourOfAbuseLeavesExactlyOneTicketOfEachIncidentInItsFinalState(Product product)
      throws InterruptedException {
    Random random = new Random(20261130);
    try (FakeDesk desk = product.fake.apply(vertx)) {
      DeliveryBench bench = begin(desk, product);
      try {
        abuse(desk, random);
        for (long n = 1; n <= INCIDENTS; n++) {
          send(bench, Story.of(n), 1, "incident.opened");
          send(bench, Story.of(n).said("seen"), 2, "incident.commented");
          send(bench, Story.of(n).in("resolved"), 3, "incident.resolved");
          send(bench, Story.of(n).in("closed"), 4, "incident.closed");
        }
        for (int kill = 0; kill < 4; kill++) {
          bench.settle(INCIDENTS / 2);
          bench.close();
          // No collector is back sooner: what the desk has not read yet of the old one comes first.
          LockSupport.parkNanos(RESTART.toNanos());
          bench = begin(desk, product);
        }
        desk.faults(_ -> Fault.NONE);
        bench.settle(Long.MAX_VALUE);
        assertEquals(List.of(), bench.ledger.outbox().backlog());
        assertEquals(List.of(), bench.ledger.outbox().deadLetters(DeadFilter.ALL, 10));
      } finally {
        bench.close();
      }
      List<String> wanted = new ArrayList<>();
      for (long n = 1; n <= INCIDENTS; n++) {
        wanted.add(incident(n) + " web-" + n + ": host_down: closed");
      }
      assertEquals(wanted.stream().sorted().toList(), desk.tickets().stream().sorted().toList());
      long comments = desk.words().stream().filter(word -> word.contains("-2-desk")).count();
      assertEquals(product.hasWords() ? INCIDENTS : 0, comments, "every comment once");
      assertEquals(List.of(), desk.violations());
    }
  }

  private DeliveryBench begin(FakeDesk desk, Product product) {
    return begin(desk, product.adapter(), product.endpoint);
  }

  private static void abuse(FakeDesk desk, Random random) {
    List<Fault> plan =
        List.of(
            Fault.COMMIT_AND_DROP,
            Fault.DROP,
            Fault.BUSY,
            Fault.BROKEN,
            Fault.COMMIT_AND_BREAK,
            Fault.GARBAGE);
    desk.faults(
        asked -> {
          if (random.nextInt(40) == 0) {
            desk.forget();
          }
          return random.nextInt(4) == 0 ? plan.get(random.nextInt(plan.size())) : Fault.NONE;
        });
  }

  @ParameterizedTest
  @EnumSource
  void aChildsTicketNamesItsParents(Product product) throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench = begin(desk, product)) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      send(bench, Story.of(2).below(1), 1, "incident.opened");
      assertEquals("delivered 2", bench.note());
      assertEquals(product.relates(2, 1), desk.relations());
      assertEquals(List.of(), desk.violations());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTicketThatWasThereIsLinkedOnceToWhatExplainsItNow(Product product)
      throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench = begin(desk, product)) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      // The parent's ticket takes a second attempt: what names it must not go before that.
      List<Fault> once = new ArrayList<>(List.of(Fault.BROKEN));
      desk.faults(
          asked ->
              asked.method().equals("POST") && !once.isEmpty() ? once.removeFirst() : Fault.NONE);
      send(bench, Story.of(2), 1, "incident.opened");
      send(bench, Story.of(1).below(2), 2, "incident.absorbed");
      assertEquals("retry 2", bench.note());
      assertEquals(1, desk.tickets().size());
      desk.faults(new LastWriteIsNotAnswered());
      bench.advance(Duration.ofMinutes(10));
      assertEquals("delivered 2", bench.note());
      if (product.hasWords()) {
        assertEquals("retry 3", bench.note());
        desk.faults(_ -> Fault.NONE);
        bench.advance(Duration.ofMinutes(10));
      }
      assertEquals("delivered 3", bench.note());
      send(bench, Story.of(1), 3, "incident.absorbed");
      assertEquals("delivered 4", bench.note());
      send(bench, Story.of(1).below(2), 4, "incident.absorbed");
      assertEquals("delivered 5", bench.note());
      assertEquals(product.relates(1, 2), desk.relations());
      if (product.hasWords()) {
        List<String> said = desk.words().stream().filter(word -> word.contains("-desk")).toList();
        assertEquals(3, said.size(), said.toString());
        assertTrue(said.getFirst().contains("Explained by incident INC-ACME-2026-2 ("), "parent");
        assertTrue(said.getFirst().contains(desk.url().toString()), "a person can open it");
        assertTrue(said.get(1).contains("It stands on its own again"), "alone");
      }
      assertEquals(List.of(), desk.violations());
    }
  }

  /** What is written behind the parent's create is done, and its answer is lost. */
  private static final class LastWriteIsNotAnswered implements Function<FaultyServer.Asked, Fault> {
    private int writes;

    @Override
    public Fault apply(FaultyServer.Asked asked) {
      boolean writes = !asked.method().equals("GET") && !asked.path().contains("search");
      this.writes += writes ? 1 : 0;
      return writes && this.writes > 1 ? Fault.COMMIT_AND_DROP : Fault.NONE;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aParentThatTheDeskRefusesHoldsNobodyUp(Product product) throws InterruptedException {
    try (FakeDesk desk = product.fake.apply(vertx);
        DeliveryBench bench = begin(desk, product)) {
      send(bench, Story.of(1), 1, "incident.opened");
      assertEquals("delivered 1", bench.note());
      desk.faults(asked -> asked.body().contains("web-2") ? Fault.REFUSED : Fault.NONE);
      send(bench, Story.of(2), 1, "incident.opened");
      send(bench, Story.of(1).below(2), 2, "incident.absorbed");
      for (int attempt = 1; attempt < RetryPlan.MOST_REJECTED_ATTEMPTS; attempt++) {
        assertEquals("retry 2", bench.note());
        bench.advance(Duration.ofMinutes(10));
      }
      assertEquals("dead 2", bench.note());
      assertEquals("delivered 3", bench.note());
      if (product.hasWords()) {
        assertTrue(
            desk.words().getLast().contains("Explained by incident INC-ACME-2026-2 from now on"),
            desk.words().toString());
      }
      assertEquals(List.of(), desk.relations());
      assertEquals(List.of(), desk.violations());
    }
  }
}
