package dev.forebell.collector.engine.forecast;

import java.time.Instant;

/**
 * A disk's life without anybody's intervention. The first month is watched; what comes after it is
 * only there to know how the story went on.
 */
final class Disk {
  static final int MINUTES_PER_DAY = 1440;
  static final int WATCHED = 30 * MINUTES_PER_DAY;

  /** What is foretold a week ahead is looked for two weeks. */
  static final int LIVED = 44 * MINUTES_PER_DAY;

  /** A Sunday midnight, so that weeks begin with it. */
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private final double[] used;
  private final boolean full;

  /**
   * One life.
   *
   * @param used utilisation once a minute; the life ends when it is full
   * @param full whether it ends full
   */
  Disk(double[] used, boolean full) {
    this.used = used;
    this.full = full;
  }

  /** Utilisation in a minute. */
  double used(int minute) {
    return used[minute];
  }

  /** Minute at which it was full; far away if it never was. */
  int fullAt() {
    return full ? used.length - 1 : Integer.MAX_VALUE;
  }

  /** How many minutes are watched. */
  int watched() {
    return Math.min(WATCHED, used.length);
  }

  /** Whether it fills while it is watched, and not in the first day, when nothing can be known. */
  boolean fillsWatched() {
    return fullAt() > MINUTES_PER_DAY && fullAt() < WATCHED;
  }

  static Instant at(int minute) {
    return BEGIN.plusSeconds(60L * minute);
  }

  double months() {
    return (double) watched() / WATCHED;
  }
}
