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
  static Cadence of(HostProfile profile) {
    Duration interval = profile.interval();
    return new Cadence(interval, interval.plus(interval).plusNanos(interval.toNanos() / 2));
  }

  boolean isGap(Instant earlier, Instant later) {
    return Duration.between(earlier, later).compareTo(maxGap) > 0;
  }
}
