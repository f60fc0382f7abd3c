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

  /** How far a clock that was set back may be behind what is on disk and is waited for. */
  static final Duration LONGEST_LEAD = Duration.ofHours(1);

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

  /**
   * Goes on from where an earlier process had come to, as if it had run on: a wall clock that was
   * set back meanwhile must not leave what is on disk in the future. What lies further ahead than
   * {@link #LONGEST_LEAD} was written by a clock that was wrong, and is not followed.
   */
  synchronized void goOnFrom(Instant reached) {
    advance();
    Duration ahead = Duration.between(time, reached);
    if (!ahead.isNegative() && ahead.compareTo(LONGEST_LEAD) <= 0) {
      aheadNanos += ahead.toNanos();
      time = reached;
    }
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
