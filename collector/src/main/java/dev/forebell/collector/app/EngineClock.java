package dev.forebell.collector.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The engine's time: starts at the wall clock and runs by the monotonic clock, so that no step of
 * the wall clock fires or delays a time-out. It never runs backwards: after a step forward it jumps
 * along (the caller declares a blackout), after a step back it runs a tenth slower until the wall
 * clock has caught up. Any thread may ask.
 */
final class EngineClock implements InstantSource {
  /** Drift between the clocks beyond which the wall clock is believed to have been stepped. */
  static final Duration STEP = Duration.ofSeconds(2);

  private static final int SLEW = 10;

  private final InstantSource wall;
  private final LongSupplier nanos;
  private Instant time;
  private long lastNanos;
  private long aheadNanos;

  EngineClock(InstantSource wall, LongSupplier nanos) {
    this.wall = wall;
    this.nanos = nanos;
    this.time = wall.instant();
    this.lastNanos = nanos.getAsLong();
  }

  /** Now, in whole milliseconds. */
  @Override
  public synchronized Instant instant() {
    advance();
    return time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Follows the wall clock if it was stepped since the last call; the step, if there was one. */
  synchronized Optional<Duration> followSteps() {
    advance();
    Duration drift = Duration.between(time.minusNanos(aheadNanos), wall.instant());
    if (drift.abs().compareTo(STEP) <= 0) {
      return Optional.empty();
    }
    long step = drift.toNanos() - aheadNanos;
    if (step >= 0) {
      time = time.plusNanos(step);
      aheadNanos = 0;
    } else {
      aheadNanos = -step;
    }
    return Optional.of(drift);
  }

  private void advance() {
    long seen = nanos.getAsLong();
    long elapsed = Math.max(0, seen - lastNanos);
    long slewed = Math.min(aheadNanos, elapsed / SLEW);
    lastNanos = seen;
    aheadNanos -= slewed;
    time = time.plusNanos(elapsed - slewed);
  }
}
