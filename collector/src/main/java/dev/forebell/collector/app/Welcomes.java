package dev.forebell.collector.app;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How long an agent that said hello may take for its first beat. One agent beats at once; of many
 * that come together each waits for its welcome, in the collector and behind the others on the way.
 * One thread.
 */
@Pure
final class Welcomes {
  /** So many within {@link #TOGETHER} come together. */
  static final int MANY = 100;

  static final Duration TOGETHER = Duration.ofSeconds(10);

  /** What each of many gets beyond what it waited for already. */
  static final Duration FIRST_BEAT = Duration.ofSeconds(20);

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Deque<Instant> lately = new ArrayDeque<>();

  /**
   * Of an agent whose hello is taken in.
   *
   * @param came when its hello was read
   * @param now when it is taken in
   * @return from its hello on; empty: it owes beats at once
   */
  Optional<Duration> grace(Instant came, Instant now) {
    lately.addLast(came);
    while (lately.size() > MANY || lately.getFirst().isBefore(came.minus(TOGETHER))) {
      lately.removeFirst();
    }
    Duration waited = Duration.between(came, now);
    Duration grace = lately.size() == MANY ? waited.plus(FIRST_BEAT) : waited;
    return Optional.of(grace).filter(one -> one.compareTo(SOON) > 0);
  }
}
