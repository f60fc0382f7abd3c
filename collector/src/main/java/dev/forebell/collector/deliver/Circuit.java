package dev.forebell.collector.deliver;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an endpoint is worth a request. After {@link #MOST_FAILURES} failures in a row it rests,
 * longer each time; then a single request tries it.
 *
 * <pre>
 * closed  -> open     it failed MOST_FAILURES times in a row
 * open    -> probing  its rest is over and a request begins
 * probing -> closed   the request was answered
 * probing -> open     it was not
 * any     -> closed   a request that began earlier was answered
 * </pre>
 *
 * <p>So a dead desk costs one request in minutes, not one per message that waits, and what waits
 * keeps its attempts for the time when the desk lives again.
 */
@Pure
sealed interface Circuit {
  /** Failures in a row that open it. */
  int MOST_FAILURES = 5;

  /** The first rest; each further one is twice as long. */
  Duration FIRST_REST = Duration.ofSeconds(30);

  /** The longest rest. */
  Duration LONGEST_REST = Duration.ofMinutes(5);

  /** Rests are up to this share shorter or longer. */
  double SPREAD = 0.2;

  /**
   * Requests go.
   *
   * @param failures in a row so far
   */
  record Closed(int failures) implements Circuit {}

  /**
   * No request goes.
   *
   * @param until when a single one may
   * @param rests in a row, this one included; from 1
   */
  record Open(Instant until, int rests) implements Circuit {}

  /** One request is on its way; no other goes. */
  record Probing(int rests) implements Circuit {}

  /** Nothing is known yet. */
  static Circuit fresh() {
    return new Closed(0);
  }

  /** Since when a request may go; empty: not before the one on its way comes back. */
  default Optional<Instant> from(Instant now) {
    return switch (this) {
      case Closed _ -> Optional.of(now);
      case Open open -> Optional.of(open.until().isAfter(now) ? restEnd(open, now) : now);
      case Probing _ -> Optional.empty();
    };
  }

  // A clock that was set back must not make a rest longer than the longest.
  private static Instant restEnd(Open open, Instant now) {
    Instant latest = now.plus(longest());
    return open.until().isAfter(latest) ? latest : open.until();
  }

  private static Duration longest() {
    return Duration.ofMillis(Math.round(LONGEST_REST.toMillis() * (1 + SPREAD)));
  }

  /** A request begins; to be asked only when {@link #from} allows it. */
  default Circuit begun() {
    return this instanceof Open open ? new Probing(open.rests()) : this;
  }

  /** The endpoint answered, be it with a refusal of one message. */
  default Circuit answered() {
    return fresh();
  }

  /**
   * No answer, or one that says that the endpoint is out of order.
   *
   * @param random 0 (inclusive) to 1 (exclusive): spreads the rest
   */
  default Circuit failed(Instant now, double random) {
    return switch (this) {
      case Closed closed ->
          closed.failures() + 1 < MOST_FAILURES
              ? new Closed(closed.failures() + 1)
              : rest(now, 1, random);
      case Open open -> open; // began before it opened: known already
      case Probing probing -> rest(now, probing.rests() + 1, random);
    };
  }

  /** The request never got as far as the endpoint: the next one may try. */
  default Circuit untold(Instant now) {
    return this instanceof Probing probing ? new Open(now, probing.rests()) : this;
  }

  private static Circuit rest(Instant now, int rests, double random) {
    double factor = 1 - SPREAD + 2 * SPREAD * random;
    long millis = FIRST_REST.toMillis() << Math.min(rests - 1, Integer.SIZE / 2);
    long bounded = Math.min(millis, LONGEST_REST.toMillis());
    return new Open(now.plusMillis(Math.round(bounded * factor)), rests);
  }
}
