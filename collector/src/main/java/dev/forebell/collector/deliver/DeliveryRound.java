package dev.forebell.collector.deliver;

import dev.forebell.collector.port.NoticeAddress;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.Outbox.Work;
import dev.forebell.collector.port.PeopleSender;
import dev.forebell.collector.port.WebhookEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * What delivery does whenever it wakes: begins what is due. Messages of one endpoint and incident
 * go one after the other; each endpoint has its own {@link EndpointGate}, so that a slow, resting
 * or limited one never holds up the others. It never waits; confined to one thread, on which {@code
 * delivery} runs what comes back.
 */
final class DeliveryRound {
  private static final Logger LOG = System.getLogger(DeliveryRound.class.getName());
  private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(1);

  private final DeliveryParts parts;
  private final PeopleWay people;
  private final Executor delivery;
  private final DeliveryLog log;
  private final Ready ready;
  private final AtomicBoolean news = new AtomicBoolean(true);
  private final AtomicBoolean replays = new AtomicBoolean();
  private final Set<Long> inFlight = new HashSet<>();
  private final Map<String, EndpointGate> gates = new HashMap<>();
  private final DeskClients desks;
  private final Repeats repeats;
  private final ParentFirst parents;
  private final Departures departures;
  private long newestAtStart;

  DeliveryRound(DeliveryParts parts, Executor delivery) {
    this(parts, PeopleSender.NONE, delivery);
  }

  /**
   * @param people takes what is for people
   */
  DeliveryRound(DeliveryParts parts, PeopleSender people, Executor delivery) {
    this.people = new PeopleWay(people);
    this.parts = parts;
    this.delivery = delivery;
    this.log = new DeliveryLog(parts, delivery);
    this.departures = new Departures(parts.outbox()::leaves, parts.clock());
    this.ready = new Ready(parts.outbox());
    this.desks = new DeskClients(parts.sender(), delivery, parts.clock());
    this.repeats = new Repeats(parts, desks, delivery);
    this.parents = new ParentFirst(parts.outbox(), inFlight::contains);
  }

  /** To be called first: what the last run left may have reached its endpoint already. */
  void start() {
    newestAtStart = parts.outbox().newest();
  }

  /** There is something to do in the outbox; on any thread, before the round is woken. */
  void changed(Work work) {
    switch (work) {
      case COMMITTED -> news.set(true);
      case REPLAYED -> replays.set(true);
    }
  }

  /** Notes what came back, also when nothing may begin any more. */
  void settle() {
    log.settle();
    departures.settle();
  }

  /** Nothing is on its way. */
  boolean isIdle() {
    return inFlight.isEmpty();
  }

  /** Nothing will begin any more. */
  void close() {
    desks.close();
  }

  /** Starts what is due; says how long nothing more will be. */
  Duration pass() {
    try {
      goOn();
      log.settle();
      parents.lookAgain();
      if (news.getAndSet(false)) {
        ready.news();
      }
      if (replays.getAndSet(false)) {
        ready.outdated();
      }
      Instant now = parts.clock().instant();
      ready.refresh(now, inFlight);
      Duration wait = shorter(ready.untilNext(now), repeats.pass(now, this::gate));
      for (String endpoint : ready.endpoints()) {
        wait = shorter(wait, serve(endpoint, now));
      }
      departures.settle();
      boolean settled = log.isSettled() && departures.isSettled();
      return settled ? wait : shorter(wait, WAIT_AFTER_FAILURE);
    } catch (RuntimeException e) {
      ready.outdated();
      LOG.log(Level.WARNING, "the outbox cannot be read: {0}", e.getMessage());
      return WAIT_AFTER_FAILURE;
    }
  }

  // Places that came free are taken before what came back is noted: the desks work while the disk
  // does. People's messages wait for what may go with them.
  private void goOn() {
    parents.lookAgain();
    Instant now = parts.clock().instant();
    for (String endpoint : ready.endpoints()) {
      if (!NoticeAddress.isOne(endpoint)) {
        Duration unused = serve(endpoint, now);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Begins as much as the endpoint may get; says how long it may get no more. */
  private Duration serve(String name, Instant now) {
    Deque<Pending> page = ready.page(name);
    Optional<WebhookEndpoint> configured =
        people.endpoint(name).or(() -> Optional.ofNullable(parts.endpoints().get().get(name)));
    if (configured.isEmpty()) {
      while (!page.isEmpty()) {
        log.unknownEndpoint(page.remove());
      }
      return Ready.OLDEST;
    }
    if (repeats.holds(name)) {
      return Ready.OLDEST;
    }
    EndpointGate gate = gate(configured.get());
    Optional<Pending> next = gate.choose(ripe(page, configured.get()));
    while (next.isPresent()) {
      switch (gate.ask(now)) {
        case EndpointGate.Answer.Go _ -> {
          page.remove(next.get());
          if (NoticeAddress.isOne(name)) {
            tell(people.together(next.get(), page), gate, now);
          } else {
            begin(next.get(), configured.get(), gate, now);
          }
        }
        case EndpointGate.Answer.From(Instant at) -> {
          return Duration.between(now, at);
        }
        case EndpointGate.Answer.NotYet _ -> {
          return Ready.OLDEST;
        }
      }
      next = gate.choose(ripe(page, configured.get()));
    }
    if (!page.isEmpty()) {
      ready.blocked(name);
    }
    return Ready.OLDEST;
  }

  private Stream<Pending> ripe(Deque<Pending> page, WebhookEndpoint endpoint) {
    return page.stream().filter(pending -> !parents.holds(pending, endpoint));
  }

  private EndpointGate gate(WebhookEndpoint endpoint) {
    EndpointGate gate = gates.computeIfAbsent(endpoint.id(), _ -> new EndpointGate(endpoint));
    gate.configured(endpoint);
    return gate;
  }

  private void begin(Pending pending, WebhookEndpoint endpoint, EndpointGate gate, Instant now) {
    Outbox outbox = parts.outbox();
    boolean repeated =
        pending.attempts() > 0
            || !pending.lastReason().isEmpty()
            || pending.unsettled().isPresent()
            || pending.id() <= newestAtStart;
    Shipment shipment =
        new Shipment(
            pending,
            endpoint,
            outbox.ticket(endpoint.id(), pending.message().incident()),
            repeated);
    inFlight.add(pending.id());
    gate.begun(now);
    Attempt.run(() -> steps(shipment), delivery, shipment)
        .thenAccept(conclusion -> came(pending, gate, conclusion));
  }

  private Steps steps(Shipment shipment) {
    WebhookEndpoint endpoint = shipment.endpoint();
    TicketInput input =
        new TicketInput(
            shipment.pending().message(),
            endpoint,
            parts.facts(),
            parent -> parts.outbox().ticket(endpoint.id(), parent),
            parts.clock().instant());
    return new Steps(
        desks.of(endpoint), delivery, parts.clock(), shipment, input, departures::leave);
  }

  private void tell(List<Pending> together, EndpointGate gate, Instant now) {
    together.forEach(one -> inFlight.add(one.id()));
    gate.begun(now);
    people
        .send(together)
        .thenAcceptAsync(
            conclusion -> {
              came(together.getFirst(), gate, conclusion);
              together.stream()
                  .skip(1)
                  .forEach(
                      one -> log.note(one, conclusion, () -> landed(one, conclusion.result())));
            },
            delivery);
  }

  private void came(Pending pending, EndpointGate gate, Conclusion conclusion) {
    String endpoint = pending.message().endpoint();
    DeliveryResult result = conclusion.result();
    boolean again = gate.came(result, parts.clock().instant(), parts.random().getAsDouble());
    log.stands(endpoint, gate.standing(), result);
    if (again) {
      log.hasten(endpoint);
      ready.outdated();
    }
    conclusion
        .again()
        .ifPresentOrElse(
            until -> log.postpone(pending, until, () -> wentBack(pending)),
            () -> log.note(pending, conclusion, () -> landed(pending, result)));
  }

  private void wentBack(Pending pending) {
    inFlight.remove(pending.id());
    ready.outdated();
  }

  private void landed(Pending pending, DeliveryResult result) {
    if (result instanceof DeliveryResult.Accepted) {
      inFlight.remove(pending.id());
      ready.landed(pending.message().endpoint());
    } else {
      wentBack(pending);
    }
  }
}
