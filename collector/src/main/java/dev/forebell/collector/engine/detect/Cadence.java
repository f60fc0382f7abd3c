package dev.forebell.collector.engine.detect;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a host samples, and from when on a pause between two samples is a gap.
 *
 * @param interval between samples
 * @param maxGap two and a half intervals: anything longer restarts what was being held
 */
record Cadence(Duration interval, Duration maxGap) {
  private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

  static Cadence of(HostProfile profile) {
    Duration interval = profile.interval();
    return new Cadence(interval, interval.plus(interval).plusNanos(interval.toNanos() / 2));
  }

  /**
   * Whether a sample was so long on its way that it tells of what was: it waited in a buffer. A
   * minute is nothing for a line that stalls.
   */
  boolean isOld(Instant sampledAt, Instant received) {
    Duration way = Duration.between(sampledAt, received);
    return way.compareTo(maxGap) > 0 && way.compareTo(ON_THE_WAY) > 0;
  }

  boolean isGap(Instant earlier, Instant later) {
    return Duration.between(earlier, later).compareTo(maxGap) > 0;
  }
}
