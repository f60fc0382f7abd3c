package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Gone;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.ledger.LedgerSamples;
import dev.forebell.collector.ledger.MemoryLedger;
import dev.forebell.collector.port.CommandGate.Answer;
import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import dev.forebell.collector.port.WebhookEndpoint.Pace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Delivery in virtual time, with desks that answer after a time of their own. */
final class DeliveryPaceTest {
  private static final DeliveryResult BUSY = new Retry("http_503", "", Optional.empty());
  private static final DeliveryResult GOOD = new Accepted("{}");

  private final MemoryLedger ledger = new MemoryLedger();
  private final TreeMap<String, WebhookEndpoint> endpoints = new TreeMap<>();
  private final Map<String, Desk> desks = new TreeMap<>();
  private final DeliveryCounters counters = new DeliveryCounters();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private Instant now = T0;
  private final SimulatedDelivery delivery =
      new SimulatedDelivery(
          new DeliveryParts(
              ledger.outbox(),
              (customer, incident, command, by) ->
                  CompletableFuture.completedFuture(new Answer.Done()),
              () -> endpoints,
              this::send,
              () -> now,
              () -> 0.5,
              counters),
          () -> {});

  @BeforeEach
  void load() {
    ledger.load();
  }

  private record Timer(Instant at, long order, Runnable task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /** What a desk does, and what it saw. */
  private static final class Desk {
    private Duration takes = Duration.ofMillis(50);
    private DeliveryResult answers = GOOD;
    private int atOnce;
    private int mostAtOnce;
    private int repeatable;
    private final List<Instant> begun = new ArrayList<>();
    private final List<Instant> taken = new ArrayList<>();
  }

  private Desk desk(String id, Pace pace) {
    WebhookEndpoint plain =
        Endpoints.plain(id, URI.create("https://" + id + ".example/"), Set.of(Kind.values()));
    endpoints.put(
        id,
        new WebhookEndpoint(
            id,
            plain.url(),
            plain.route(),
            plain.secrets(),
            plain.headers(),
            plain.timeout(),
            plain.calls(),
            plain.events(),
            plain.search(),
            pace,
            plain.desk()));
    Desk desk = new Desk();
    desks.put(id, desk);
    return desk;
  }

  private CompletionStage<DeliveryResult> send(WebhookRequest request) {
    String host = request.url().getHost();
    Desk desk = desks.get(host.substring(0, host.indexOf('.')));
    desk.begun.add(now);
    desk.repeatable += request.repeatable() ? 1 : 0;
    desk.atOnce++;
    desk.mostAtOnce = Math.max(desk.mostAtOnce, desk.atOnce);
    CompletableFuture<DeliveryResult> answer = new CompletableFuture<>();
    timers.add(
        new Timer(
            now.plus(desk.takes),
            timers.size(),
            () -> {
              desk.atOnce--;
              if (desk.answers instanceof Accepted) {
                desk.taken.add(now);
              }
              answer.complete(desk.answers);
            }));
    return answer;
  }

  /** Lets time pass, from one thing that happens to the next. */
  private void run(Duration time) {
    Instant end = now.plus(time);
    while (true) {
      Instant next = now.plus(delivery.run());
      Optional<Timer> timer = Optional.ofNullable(timers.peek());
      boolean first = timer.isPresent() && !timer.get().at().isAfter(next);
      Instant at = first ? timer.get().at() : next;
      if (at.isAfter(end)) {
        now = end;
        return;
      }
      now = at;
      if (first) {
        timers.remove().task().run();
      }
    }
  }

  private void commit(int from, int to, String... ids) {
    for (int n = from; n <= to; n++) {
      ledger.commit(opening(n, ids));
    }
  }

  private long waiting(String endpoint) {
    return ledger.outbox().backlog().stream()
        .filter(backlog -> backlog.endpoint().equals(endpoint))
        .mapToLong(backlog -> backlog.waiting())
        .sum();
  }

  @Test
  void whatAPersonReplaysGoesBeforeAllThatWaits() {
    desk("desk", Pace.USUAL);
    commit(1, 2_000, "desk");
    ledger.outbox().dead(1, now, "http_400");
    run(Duration.ofSeconds(1));
    assertTrue(waiting("desk") > 1_000, "busy for longer");
    ledger.outbox().replay(1, now);
    run(Duration.ofMillis(200));
    assertEquals(Optional.empty(), ledger.outbox().deadLetter(1));
    assertEquals(Optional.empty(), ledger.outbox().oldest("desk", LedgerSamples.incident(1)));
  }

  @Test
  void tenThousandIncidentsAtOnceLeaveAtTheConfiguredRate() {
    Desk desk = desk("desk", new Pace(4, OptionalInt.of(600)));
    commit(1, 10_000, "desk");
    run(Duration.ofMinutes(10));
    assertEquals(6000, desk.taken.size());
    run(Duration.ofMinutes(7));
    assertEquals(10_000, desk.taken.size());
    assertEquals(0, waiting("desk"));
  }

  @Test
  void whereRequestsAreCountedNoneIsMadeTwiceInOneAttempt() {
    Desk counted = desk("counted", new Pace(4, OptionalInt.of(600)));
    Desk free = desk("free", Pace.USUAL);
    commit(1, 5, "counted");
    commit(6, 10, "free");
    run(Duration.ofSeconds(1));
    assertEquals(List.of(5, 0), List.of(counted.taken.size(), counted.repeatable));
    assertEquals(List.of(5, 5), List.of(free.taken.size(), free.repeatable));
  }

  @Test
  void aBotGetsNoMoreThanTwentyInAnyMinute() {
    Desk bot = desk("bot", new Pace(4, OptionalInt.of(20)));
    for (int n = 1; n <= 100; n++) {
      commit(n, n, "bot");
      run(Duration.ofSeconds(n % 7));
    }
    run(Duration.ofMinutes(6));
    assertEquals(100, bot.taken.size());
    for (int i = 20; i < bot.begun.size(); i++) {
      Duration twenty = Duration.between(bot.begun.get(i - 20), bot.begun.get(i));
      assertTrue(twenty.compareTo(Duration.ofMinutes(1)) >= 0, twenty.toString());
    }
  }

  @Test
  void noMoreThanTheConfiguredNumberIsOnItsWay() {
    Desk desk = desk("desk", new Pace(3, OptionalInt.empty()));
    commit(1, 50, "desk");
    run(Duration.ofMinutes(1));
    assertEquals(50, desk.taken.size());
    assertEquals(3, desk.mostAtOnce);
  }

  @Test
  void aDeadDeskCostsAProbeNowAndThenAndTheLivingOneIsNotHeldUp() {
    Desk dead = desk("dead", Pace.USUAL);
    Desk alive = desk("alive", Pace.USUAL);
    dead.answers = BUSY;
    dead.takes = Duration.ofSeconds(15);
    commit(1, 200, "dead", "alive");
    run(Duration.ofSeconds(10));
    assertEquals(200, alive.taken.size());
    run(Duration.ofHours(1));
    assertTrue(dead.begun.size() < 30, () -> "asked " + dead.begun.size() + " times");
    assertEquals(200, waiting("dead"));
    assertEquals(Standing.RESTS, standing("dead"));
  }

  @Test
  void whenADeskAnswersAgainAllThatWaitsGoesAtOnce() {
    Desk desk = desk("desk", Pace.USUAL);
    desk.answers = BUSY;
    commit(1, 100, "desk");
    run(Duration.ofHours(6));
    desk.answers = GOOD;
    Instant back = now;
    commit(101, 101, "desk");
    run(Duration.ofMinutes(7));
    assertEquals(101, desk.taken.size());
    assertTrue(desk.taken.getLast().isBefore(back.plusSeconds(420)), desk.taken.toString());
    assertEquals(Standing.SERVED, standing("desk"));
  }

  @Test
  void whatADeskRefusesDoesNotMakeItRest() {
    Desk desk = desk("desk", Pace.USUAL);
    desk.answers = new Rejected("http_422", "no such field");
    commit(1, 20, "desk");
    run(Duration.ofMinutes(2));
    assertEquals(Standing.SERVED, standing("desk"));
    assertEquals(20, ledger.outbox().deadLetters(DeadFilter.ALL, 99).size());
    assertEquals(60, desk.begun.size());
  }

  @Test
  void retryAfterHoldsTheWholeEndpointWithinASecondAndAnHour() {
    Desk desk = desk("desk", new Pace(1, OptionalInt.empty()));
    desk.answers = new Retry("http_429", "", Optional.of(Duration.ofDays(400)));
    commit(1, 9, "desk");
    run(Duration.ofMinutes(59));
    assertEquals(1, desk.begun.size());
    desk.answers = GOOD;
    run(Duration.ofMinutes(2));
    assertEquals(9, desk.taken.size());
  }

  @Test
  void whatIsGoneGetsNothingMoreUntilItsFileChanges() {
    Desk desk = desk("desk", Pace.USUAL);
    desk.answers = new Gone("http_410", "");
    commit(1, 1, "desk");
    run(Duration.ofMinutes(1));
    commit(2, 50, "desk");
    run(Duration.ofDays(2));
    assertEquals(1, desk.begun.size());
    assertEquals(1, ledger.outbox().deadLetters(DeadFilter.ALL, 99).size());
    assertEquals(49, waiting("desk"));
    assertEquals(Standing.GONE, standing("desk"));
    desk.answers = GOOD;
    WebhookEndpoint before = endpoints.get("desk");
    desk("desk", new Pace(5, OptionalInt.empty()));
    assertTrue(!before.equals(endpoints.get("desk")));
    run(Duration.ofMinutes(1));
    assertEquals(0, waiting("desk"));
    assertEquals(Standing.SERVED, standing("desk"));
  }

  @Test
  void aReplayedDeadLetterTriesAnEndpointThatWasGone() {
    Desk desk = desk("desk", Pace.USUAL);
    desk.answers = new Gone("http_410", "");
    commit(1, 1, "desk");
    run(Duration.ofMinutes(1));
    commit(2, 500, "desk");
    ledger.outbox().replayAll(DeadFilter.ALL, now);
    run(Duration.ofMinutes(1));
    assertEquals(2, desk.begun.size());
    desk.answers = GOOD;
    ledger.outbox().replayAll(DeadFilter.ALL, now);
    run(Duration.ofMinutes(1));
    assertEquals(500, desk.taken.size());
    assertEquals(Standing.SERVED, standing("desk"));
  }

  private Standing standing(String endpoint) {
    return counters.counts().stream()
        .filter(counts -> counts.endpoint().equals(endpoint))
        .map(counts -> counts.standing())
        .findFirst()
        .orElseThrow();
  }
}
