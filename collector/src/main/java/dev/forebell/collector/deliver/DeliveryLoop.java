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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Empties the outbox: wakes when messages are committed and when a retry is due. Messages of one
 * endpoint and incident go one after the other; an endpoint has at most {@link #PER_ENDPOINT} on
 * their way, so that a slow or dead one never holds up the others.
 */
public final class DeliveryLoop implements AutoCloseable {
  /** Most requests on their way to one endpoint. */
  public static final int PER_ENDPOINT = 4;

  private static final Logger LOG = System.getLogger(DeliveryLoop.class.getName());
  // Only a bound for what no wake-up tells: a step of the wall clock.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final Duration WAIT_IN_FLIGHT = Duration.ofMillis(250);
  private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LEAVE = Duration.ofSeconds(5);

  private final DeliveryParts parts;
  private final DeliveryLog log;
  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean open = true;

  // Touched by the delivery thread only.
  private final Set<Long> inFlight = new HashSet<>();
  private final Map<String, Integer> perEndpoint = new HashMap<>();
  private long newestAtStart;

  public DeliveryLoop(DeliveryParts parts) {
    this.parts = parts;
    this.log = new DeliveryLog(parts, mailbox::add);
    this.thread = Thread.ofPlatform().name("delivery").daemon().unstarted(this::run);
  }

  /** Begins with what the last run left, then follows the outbox. */
  public void start() {
    newestAtStart = parts.outbox().newest();
    parts.outbox().onWork(this::wake);
    thread.start();
  }

  void wake() {
    if (mailbox.isEmpty()) {
      mailbox.add(() -> {});
    }
  }

  private void run() {
    while (open) {
      await(pass());
    }
    long last = System.nanoTime() + LEAVE.toNanos();
    while (!inFlight.isEmpty() && System.nanoTime() - last < 0) {
      await(WAIT_IN_FLIGHT);
    }
  }

  /** Starts what is due; says how long nothing more will be. */
  private Duration pass() {
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

  private void await(Duration most) {
    try {
      Optional<Runnable> task =
          Optional.ofNullable(mailbox.poll(most.toMillis() + 1, TimeUnit.MILLISECONDS));
      while (task.isPresent()) {
        task.get().run();
        task = Optional.ofNullable(mailbox.poll());
      }
    } catch (InterruptedException e) {
      open = false;
    }
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
    new Attempt(parts.sender(), parts.clock(), mailbox::add, shipment)
        .run()
        .thenAccept(conclusion -> log.note(pending, conclusion, () -> landed(pending)));
  }

  private void landed(Pending pending) {
    inFlight.remove(pending.id());
    perEndpoint.merge(pending.message().endpoint(), -1, Integer::sum);
  }

  /** Begins nothing more and gives what is on its way a few seconds to arrive. */
  @Override
  public void close() {
    parts.outbox().onWork(() -> {});
    open = false;
    mailbox.add(() -> {});
    try {
      if (thread.isAlive()) {
        thread.join(LEAVE.plusSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
