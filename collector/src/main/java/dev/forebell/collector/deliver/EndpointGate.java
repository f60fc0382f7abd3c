package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Gone;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.DeliveryCounts.Standing;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.common.model.Pure;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one endpoint is spared: how many requests at once and in a minute, the time it asked for, a
 * rest while it is out of order, everything once it said that it is gone. A changed configuration
 * begins anew. Confined to the delivery thread.
 */
@Pure
final class EndpointGate {
  private WebhookEndpoint endpoint;
  private Circuit circuit = Circuit.fresh();
  private RateLimit rate = RateLimit.fresh();
  private Instant pausedUntil = Instant.MIN;
  private boolean gone;
  private int onTheWay;

  /** Whether a message may go. */
  sealed interface Answer {
    record Go() implements Answer {}

    /** Not before then. */
    record From(Instant at) implements Answer {}

    /** Not before something that is on its way comes back, or a person acts. */
    record NotYet() implements Answer {}
  }

  EndpointGate(WebhookEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** As it is configured now. */
  void configured(WebhookEndpoint now) {
    if (!now.equals(endpoint)) {
      endpoint = now;
      circuit = Circuit.fresh();
      pausedUntil = Instant.MIN;
      gone = false;
    }
  }

  /** Nothing is on its way. */
  boolean isIdle() {
    return onTheWay == 0;
  }

  /** The next of a page; an endpoint that is gone gets only what a person replays. */
  Optional<Pending> choose(Stream<Pending> page) {
    return page.filter(pending -> !gone || pending.isReplayed()).findFirst();
  }

  /** Whether one more may go now. */
  Answer ask(Instant now) {
    if (onTheWay >= (gone ? 1 : endpoint.pace().concurrency())) {
      return new Answer.NotYet();
    }
    Optional<Instant> from = circuit.from(now);
    if (from.isEmpty()) {
      return new Answer.NotYet();
    }
    Instant at = later(later(from.get(), pause(now)), rate.from(now, endpoint.pace().perMinute()));
    return at.isAfter(now) ? new Answer.From(at) : new Answer.Go();
  }

  // A clock that was set back must not make a pause longer than the longest.
  private Instant pause(Instant now) {
    Instant latest = now.plus(RetryPlan.MOST_AFTER);
    return pausedUntil.isAfter(latest) ? latest : pausedUntil;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  void begun(Instant now) {
    onTheWay++;
    circuit = circuit.begun();
    rate = rate.took(now, endpoint.pace().perMinute());
  }

  /**
   * A request that had begun came to this.
   *
   * @param random 0 (inclusive) to 1 (exclusive): spreads a rest
   * @return whether the endpoint answers again after it had not
   */
  boolean came(DeliveryResult result, Instant now, double random) {
    onTheWay--;
    boolean wasIdle = !(circuit instanceof Circuit.Closed) || gone;
    switch (result) {
      case Accepted _ -> {
        circuit = circuit.answered();
        gone = false;
      }
      case Rejected rejected ->
          circuit =
              rejected.code().startsWith(Exchange.STATUS)
                  ? circuit.answered()
                  : circuit.untold(now);
      case Retry retry -> {
        circuit =
            retry.code().equals(DeliveryResult.NOT_SHOWN)
                ? circuit.answered()
                : circuit.failed(now, random);
        retry
            .after()
            .map(RetryPlan::limit)
            .ifPresent(asked -> pausedUntil = later(pausedUntil, now.plus(asked)));
      }
      case Gone _ -> {
        circuit = circuit.answered();
        gone = true;
      }
    }
    return wasIdle && !gone && circuit instanceof Circuit.Closed;
  }

  Standing standing() {
    if (gone) {
      return Standing.GONE;
    }
    return circuit instanceof Circuit.Closed ? Standing.SERVED : Standing.RESTS;
  }
}
