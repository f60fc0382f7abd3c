package dev.forebell.collector.ingest;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets agents in at a rate the collector can bear, after a short burst. Whoever is sent away is
 * told a time of its own, one behind the other, so that ten thousand agents return as a queue and
 * not as a wave. For one thread.
 */
@Pure
public final class ReconnectPacer {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  /** How many times slower who wants to come in is let in while the collector is behind. */
  private static final int SLOWER = 10;

  private final Duration each;
  private final Duration burst;
  private Instant admittedUpTo = Instant.MIN;
  private Instant promisedUpTo = Instant.MIN;

  /**
   * @param perSecond admitted each second in the long run, at least 1
   * @param atOnce admitted without waiting after a quiet time, at least 1
   */
  public ReconnectPacer(int perSecond, int atOnce) {
    this.each = Duration.ofSeconds(1).dividedBy(perSecond);
    this.burst = each.multipliedBy(atOnce);
  }

  /** Empty: come in. Else after how long to try again. */
  public Optional<Duration> admit(Instant now) {
    return admit(now, false);
  }

  /**
   * Empty: come in. Else after how long to try again.
   *
   * @param behind whether the collector has more to do than it should: then fewer are let in, but
   *     never nobody
   */
  public Optional<Duration> admit(Instant now, boolean behind) {
    Instant next = later(admittedUpTo, now).plus(behind ? each.multipliedBy(SLOWER) : each);
    if (Duration.between(now, next).compareTo(burst) <= 0) {
      admittedUpTo = next;
      return Optional.empty();
    }
    return Optional.of(promise(now, next));
  }

  private Duration promise(Instant now, Instant after) {
    promisedUpTo = later(promisedUpTo, after).plus(each);
    Duration wait = Duration.between(now, promisedUpTo);
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      promisedUpTo = now.plus(LONGEST_WAIT);
      return LONGEST_WAIT;
    }
    return wait;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
