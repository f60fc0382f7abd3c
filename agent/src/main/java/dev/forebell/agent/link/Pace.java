package dev.forebell.agent.link;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;

/**
 * How fast the backfill may go: one batch each {@code every}, and as many at once as came due since
 * the link looked last, at most those of one heartbeat.
 */
@Pure
final class Pace {
  /** Until the collector has said more. */
  static Pace unlimited() {
    return new Pace(Duration.ZERO, Duration.ZERO);
  }

  private final Duration every;
  private final double most;
  private double allowed = 1;
  private Instant lastSeen = Instant.MIN;

  Pace(Duration every, Duration heartbeat) {
    this.every = every;
    this.most = every.isZero() ? Double.MAX_VALUE : 1.0 + (double) heartbeat.dividedBy(every);
  }

  boolean allows(Instant now) {
    if (every.isZero()) {
      return true;
    }
    if (lastSeen.equals(Instant.MIN)) {
      lastSeen = now;
    }
    double due = (double) Duration.between(lastSeen, now).toMillis() / (double) every.toMillis();
    allowed = Math.min(most, allowed + due);
    lastSeen = now;
    return allowed >= 1;
  }

  void took() {
    allowed--;
  }
}
