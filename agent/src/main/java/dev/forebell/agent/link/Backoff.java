package dev.forebell.agent.link;

import dev.forebell.common.model.Pure;
import java.time.Duration;

/**
 * How long to wait before the next attempt. Full jitter spreads a fleet that lost its collector at
 * one moment; {@code random} is a number in [0, 1) that the caller draws.
 */
@Pure
public final class Backoff {
  static final Duration LONGEST = Duration.ofSeconds(15);
  private static final long FIRST_MILLIS = 250;

  /** A collector that asks for more than this is not believed. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(10);

  private Backoff() {}

  /**
   * After {@code failures} attempts in a row that did not lead to a lasting session (0 or more):
   * anything from nothing to {@code min(15 s, 0.25 s x 2^failures)}.
   */
  public static Duration delay(int failures, double random) {
    long most =
        failures >= 6 ? LONGEST.toMillis() : Math.min(LONGEST.toMillis(), FIRST_MILLIS << failures);
    return Duration.ofMillis((long) (most * random));
  }

  /**
   * When the collector named a time: never earlier, and up to a second (or a quarter of it) later,
   * so that those who were told the same do not return together.
   */
  public static Duration afterReject(Duration retryAfter, double random) {
    Duration asked =
        retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
    long spread = Math.min(1_000, asked.toMillis() / 4);
    return asked.plusMillis((long) (spread * random));
  }
}
