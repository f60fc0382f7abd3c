package dev.forebell.agent.link;

import dev.forebell.common.model.Pure;
import java.time.Duration;

/**
 * Notices that the collector has fallen silent although the socket looks well. The collector owes
 * no frame while nothing is sampled, so the agent pings when half of its patience is over: sooner
 * would cost a question a second, later would leave no room for one that is lost. A pause of the
 * agent itself (stopped, swapped, suspended) is not the collector's silence.
 */
@Pure
final class Silence {
  /** What a beat calls for. */
  enum Verdict {
    /** Heard not long ago. */
    HEARD,
    /** Not heard for half of the time after which it is given up: ping. */
    ASK,
    /** Not heard for too long: give the socket up. */
    DEAD
  }

  private static final Duration LEAST = Duration.ofSeconds(10);

  private final long everyNanos;
  private final Duration deadAfter;
  private long lastBeat;
  private long lastHeard;

  /**
   * @param every how often {@link #beat} is called
   * @param nowNanos a clock that is never set
   */
  Silence(Duration every, long nowNanos) {
    this.everyNanos = every.toNanos();
    Duration three = every.multipliedBy(3);
    this.deadAfter = three.compareTo(LEAST) < 0 ? LEAST : three;
    this.lastBeat = nowNanos;
    this.lastHeard = nowNanos;
  }

  void heard(long nowNanos) {
    lastHeard = nowNanos;
  }

  Verdict beat(long nowNanos) {
    boolean slept = nowNanos - lastBeat > 3 * everyNanos;
    if (slept) {
      lastHeard = nowNanos;
    }
    lastBeat = nowNanos;
    if (nowNanos - lastHeard > deadAfter.toNanos()) {
      return Verdict.DEAD;
    }
    return nowNanos - lastHeard > deadAfter.toNanos() / 2 || slept ? Verdict.ASK : Verdict.HEARD;
  }

  Duration deadAfter() {
    return deadAfter;
  }
}
