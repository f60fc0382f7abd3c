package dev.forebell.collector.deliver;

import dev.forebell.collector.deliver.DeliveryResult.Failed;
import dev.forebell.collector.deliver.DeliveryResult.Gone;
import dev.forebell.collector.deliver.DeliveryResult.Rejected;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a failed attempt is made again, and when it is given up: about 76 hours after the first. */
@Pure
public final class RetryPlan {
  /** Most attempts for what an endpoint refuses outright. */
  public static final int MOST_REJECTED_ATTEMPTS = 3;

  private static final Duration LEAST_AFTER = Duration.ofSeconds(1);
  static final Duration MOST_AFTER = Duration.ofHours(1);
  private static final double SPREAD = 0.2;
  private static final List<Duration> AFTER_FAILURE =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(24));

  private RetryPlan() {}

  /**
   * How long to wait after a failed attempt; empty: give up.
   *
   * @param attempts made so far, this one included; from 1
   * @param random 0 (inclusive) to 1 (exclusive), spreads the wait by 20 % both ways
   */
  public static Optional<Duration> delay(int attempts, Failed failure, double random) {
    return switch (failure) {
      case Gone gone -> Optional.empty();
      case Rejected rejected ->
          attempts >= MOST_REJECTED_ATTEMPTS ? Optional.empty() : spread(attempts, random);
      case Retry retry ->
          spread(attempts, random).map(delay -> longer(delay, retry.after().map(RetryPlan::limit)));
    };
  }

  private static Optional<Duration> spread(int attempts, double random) {
    if (attempts > AFTER_FAILURE.size()) {
      return Optional.empty();
    }
    double factor = 1 - SPREAD + 2 * SPREAD * random;
    return Optional.of(
        Duration.ofMillis(Math.round(AFTER_FAILURE.get(attempts - 1).toMillis() * factor)));
  }

  /** What an endpoint asked for, so that an absurd wish neither hammers nor starves it. */
  static Duration limit(Duration asked) {
    if (asked.compareTo(LEAST_AFTER) < 0) {
      return LEAST_AFTER;
    }
    return asked.compareTo(MOST_AFTER) > 0 ? MOST_AFTER : asked;
  }

  private static Duration longer(Duration delay, Optional<Duration> asked) {
    return asked.filter(wish -> wish.compareTo(delay) > 0).orElse(delay);
  }
}
