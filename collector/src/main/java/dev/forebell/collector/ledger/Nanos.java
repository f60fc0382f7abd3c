package dev.forebell.collector.ledger;

import java.time.Instant;

/** Instants as the database holds them: nanoseconds since 1970 UTC, exact from 1678 to 2261. */
final class Nanos {
  private static final long PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

  private Nanos() {}

  /** Instants beyond the range are held at its ends. */
  static long of(Instant at) {
    long second = Math.clamp(at.getEpochSecond(), -MAX_SECOND, MAX_SECOND);
    return second * PER_SECOND + at.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }
}
