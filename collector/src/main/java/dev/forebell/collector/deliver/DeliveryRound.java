package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.WebhookEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What delivery does whenever it wakes: begins what is due. Messages of one endpoint and incident
 * go one after the other; an endpoint has at most {@link #PER_ENDPOINT} on their way, so that a
 * slow or dead one never holds up the others. It never waits; confined to one thread, on which
 * {@code delivery} runs what comes back.
 */
final class DeliveryRound {
  /** Most requests on their way to one endpoint. */
  static final int PER_ENDPOINT = 4;

  private static final Logger LOG = System.getLogger(DeliveryRound.class.getName());
  // Only a bound for what no wake-up tells: a step of the wall clock.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration WAIT_IN_FLIGHT = Duration.ofMillis(250);
  private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(1);

  private final DeliveryParts parts;
  private final Executor delivery;
  private final DeliveryLog log;
  private final Set<Long> inFlight = new HashSet<>();
  private final Map<String, Integer> perEndpoint = new HashMap<>();
  private long newestAtStart;

  DeliveryRound(DeliveryParts parts, Executor delivery) {
    this.parts = parts;
    this.delivery = delivery;
    this.log = new DeliveryLog(parts, delivery);
  }

  /** To be called first: what the last run left may have reached its endpoint already. */
  void start() {
    newestAtStart = parts.outbox().newest();
  }

  /** Nothing is on its way. */
  boolean isIdle() {
    return inFlight.isEmpty();
  }

  /** Starts what is due; says how long nothing more will be. */
  Duration pass() {
    try {
      log.settle();
      Instant now = parts.clock().instant();
      parts.outbox().due(now, 2 * PER_ENDPOINT).forEach(this::consider);
      return log.isSettled() ? untilNext(now) : WAIT_AFTER_FAILURE;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the outbox cannot be read: {0}", e.getMessage());
      return WAIT_AFTER_FAILURE;
    }
  }

  private Duration untilNext(Instant now) {
    Duration next =
        parts.outbox().nextDue().map(due -> Duration.between(now, due)).orElse(LONGEST_WAIT);
    if (next.isPositive()) {
      return next.compareTo(LONGEST_WAIT) < 0 ? next : LONGEST_WAIT;
    }
    return inFlight.isEmpty() ? Duration.ZERO : WAIT_IN_FLIGHT;
  }

  private void consider(Pending pending) {
    String endpoint = pending.message().endpoint();
    if (inFlight.contains(pending.id()) || perEndpoint.getOrDefault(endpoint, 0) >= PER_ENDPOINT) {
      return;
    }
    Optional<WebhookEndpoint> configured =
        Optional.ofNullable(parts.endpoints().get().get(endpoint));
    if (configured.isEmpty()) {
      log.unknownEndpoint(pending);
      return;
    }
    begin(pending, configured.get());
  }

  private void begin(Pending pending, WebhookEndpoint endpoint) {
    Outbox outbox = parts.outbox();
    boolean repeated =
        pending.attempts() > 0 || !pending.lastReason().isEmpty() || pending.id() <= newestAtStart;
    Shipment shipment =
        new Shipment(
            pending,
            endpoint,
            outbox.ticket(endpoint.id(), pending.message().incident()),
            repeated);
    inFlight.add(pending.id());
    perEndpoint.merge(endpoint.id(), 1, Integer::sum);
    new Attempt(parts.sender(), parts.clock(), delivery, shipment)
        .run()
        .thenAccept(conclusion -> log.note(pending, conclusion, () -> landed(pending)));
  }

  private void landed(Pending pending) {
    inFlight.remove(pending.id());
    perEndpoint.merge(pending.message().endpoint(), -1, Integer::sum);
  }
}
