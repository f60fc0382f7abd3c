package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.Pending;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * Notes in the outbox what attempts came to. What cannot be noted, because the ledger takes
 * nothing, is kept and noted later; its message stays on its way until then, so that nothing is
 * sent twice for that. Confined to the delivery thread.
 */
final class DeliveryLog {
  private static final Logger LOG = System.getLogger(DeliveryLog.class.getName());

  private final DeliveryParts parts;
  private final Executor delivery;
  private final TicketFeedback feedback;
  private final Queue<Runnable> unsettled = new ArrayDeque<>();
  private final List<Taken> taken = new ArrayList<>();
  private final Set<String> failing = new HashSet<>();

  DeliveryLog(DeliveryParts parts, Executor delivery) {
    this.parts = parts;
    this.delivery = delivery;
    this.feedback = new TicketFeedback(parts.outbox(), parts.gate());
  }

  /**
   * What an endpoint took and the outbox does not know yet.
   *
   * @param landed run once it is noted
   */
  private record Taken(Pending pending, Runnable landed) {}

  boolean isSettled() {
    return unsettled.isEmpty() && taken.isEmpty();
  }

  /** Notes what was taken since, in one transaction, and again what could not be noted. */
  void settle() {
    if (!taken.isEmpty()) {
      delivered();
    }
    for (int left = unsettled.size(); left > 0; left--) {
      attempt(unsettled.remove());
    }
  }

  private void attempt(Runnable noting) {
    try {
      noting.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "an outcome waits to be noted: {0}", e.getMessage());
      unsettled.add(noting);
    }
  }

  /**
   * Notes a conclusion, now or later.
   *
   * @param landed run once it is noted
   */
  void note(Pending pending, Conclusion conclusion, Runnable landed) {
    count(pending.message().endpoint(), conclusion.result());
    attempt(
        () -> {
          switch (conclusion.result()) {
            case Accepted accepted -> accepted(pending, conclusion, landed);
            case Failed failed -> {
              conclusion.ticket().ifPresent(found -> feedback.remember(pending, found));
              if (conclusion.settled()) {
                parts.outbox().settled(pending.id());
              }
              if (conclusion.taken()) {
                parts.outbox().leaves(new TreeMap<>(Map.of(pending.id(), Outbox.TAKEN)));
              }
              failed(pending, failed);
              landed.run();
            }
          }
        });
  }

  /**
   * It was no attempt: to be looked at again then.
   *
   * @param noted run once it is noted
   */
  void postpone(Pending pending, Instant until, Runnable noted) {
    attempt(
        () -> {
          parts.outbox().postpone(pending.id(), until);
          noted.run();
        });
  }

  /** Tells people when an endpoint gets nothing more, and when it does again. */
  void stands(String endpoint, Standing standing, DeliveryResult result) {
    if (parts.counters().stands(endpoint, standing)) {
      String reason = result instanceof Failed failed ? failed.reason() : "";
      switch (standing) {
        case SERVED -> LOG.log(Level.INFO, "webhook {0} is served again", endpoint);
        case RESTS ->
            LOG.log(
                Level.WARNING,
                "webhook {0} rests, one message at a time tries it: {1}",
                endpoint,
                reason);
        case GONE ->
            LOG.log(
                Level.WARNING,
                "webhook {0} is disabled until its file is changed or one of its dead letters is"
                    + " replayed: {1}",
                endpoint,
                reason);
      }
    }
  }

  /** The endpoint answers again: what waits for a later attempt need not. */
  void hasten(String endpoint) {
    attempt(() -> parts.outbox().hasten(endpoint, parts.clock().instant()));
  }

  private void count(String endpoint, DeliveryResult result) {
    switch (result) {
      case Accepted accepted -> parts.counters().delivered(endpoint);
      case Failed failed -> parts.counters().failed(endpoint, failed.code());
    }
  }

  // The ticket is kept and linked before its create counts as delivered: a crash in between finds
  // the ticket and links it again, it never loses it.
  private void accepted(Pending pending, Conclusion conclusion, Runnable landed) {
    Runnable noting = () -> taken.add(new Taken(pending, landed));
    conclusion
        .ticket()
        .ifPresentOrElse(
            found ->
                feedback.keep(pending, found).thenAcceptAsync(linked -> attempt(noting), delivery),
            noting);
  }

  private void delivered() {
    List<Taken> all = List.copyOf(taken);
    try {
      parts
          .outbox()
          .delivered(all.stream().map(one -> one.pending().id()).toList(), parts.clock().instant());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "{0} outcomes wait to be noted: {1}", all.size(), e.getMessage());
      return;
    }
    taken.clear();
    for (Taken one : all) {
      String endpoint = one.pending().message().endpoint();
      if (failing.remove(endpoint)) {
        LOG.log(Level.INFO, "webhook {0} takes messages again", endpoint);
      }
      one.landed().run();
    }
  }

  private void failed(Pending pending, Failed failure) {
    Instant now = parts.clock().instant();
    Optional<Duration> delay =
        RetryPlan.delay(pending.attempts() + 1, failure, parts.random().getAsDouble());
    if (delay.isPresent()) {
      parts.outbox().retry(pending.id(), now.plus(delay.get()), failure.reason());
      tellFirst(pending, failure, delay.get());
    } else {
      parts.outbox().dead(pending.id(), now, failure.reason());
      parts.counters().dead(pending.message().endpoint());
      LOG.log(
          Level.WARNING,
          "{0} is a dead letter: {1}",
          pending.message().webhookId(),
          failure.reason());
    }
  }

  private void tellFirst(Pending pending, Failed failure, Duration delay) {
    if (failing.add(pending.message().endpoint())) {
      LOG.log(
          Level.WARNING,
          "webhook {0} failed, next attempt in {1} s: {2}",
          pending.message().endpoint(),
          delay.toSeconds(),
          failure.reason());
    }
  }

  /** A message to an endpoint that the configuration no longer has. */
  void unknownEndpoint(Pending pending) {
    Failed failure =
        new Rejected(
            "endpoint_unknown",
            "the configuration has no webhook '" + pending.message().endpoint() + "'");
    parts.outbox().dead(pending.id(), parts.clock().instant(), failure.reason());
    parts.counters().failed(pending.message().endpoint(), failure.code());
    parts.counters().dead(pending.message().endpoint());
  }
}
