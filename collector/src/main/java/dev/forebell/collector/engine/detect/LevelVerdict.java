package dev.forebell.collector.engine.detect;

import java.util.Optional;
import java.util.OptionalDouble;

/** What one sample says about one level. */
enum LevelVerdict {
  /** Crossed, and its companion, if it has one, is crossed too. */
  BAD,
  /** In the band between the level and its clearing: no more bad, not yet good. */
  BETWEEN,
  /** At or beyond the clearing value, or the companion is clearly on its good side. */
  GOOD,
  /** Crossed, but the companion has no value. */
  UNKNOWN;

  /** A companion is on its good side when it is beyond its bound by this share of the bound. */
  private static final double COMPANION_BAND = 0.05;

  /**
   * Judges {@code value} against a level.
   *
   * @param companion the companion's value; ignored where the level has none
   */
  static LevelVerdict of(Rule.Level level, double value, OptionalDouble companion) {
    return of(main(level, value), level.guard(), companion);
  }

  /**
   * What a level's own verdict and that of its companion, if it has one, make together. Where the
   * main quantity is not crossed the level is not, whatever its companion would say.
   */
  static LevelVerdict of(LevelVerdict main, Optional<Rule.Guard> guard, OptionalDouble companion) {
    if (guard.isEmpty() || (companion.isEmpty() && main != BAD)) {
      return main;
    }
    if (companion.isEmpty()) {
      return UNKNOWN;
    }
    LevelVerdict other = companion(guard.orElseThrow(), companion.getAsDouble());
    if (main == GOOD || other == GOOD) {
      return GOOD;
    }
    return main == BAD && other == BAD ? BAD : BETWEEN;
  }

  /** What it is where a bad sample says nothing, but a good one does. */
  LevelVerdict excused(boolean excused) {
    return excused && this == BAD ? UNKNOWN : this;
  }

  private static LevelVerdict main(Rule.Level level, double value) {
    if (crossed(level.above(), value, level.bound())) {
      return BAD;
    }
    boolean good = level.above() ? value <= level.clear() : value >= level.clear();
    return good ? GOOD : BETWEEN;
  }

  private static LevelVerdict companion(Rule.Guard guard, double value) {
    if (crossed(guard.above(), value, guard.bound())) {
      return BAD;
    }
    double band = Math.abs(guard.bound()) * COMPANION_BAND;
    boolean good = guard.above() ? value <= guard.bound() - band : value >= guard.bound() + band;
    return good ? GOOD : BETWEEN;
  }

  /** Whether the main quantity alone has crossed the level. */
  static boolean isCrossed(Rule.Level level, double value) {
    return crossed(level.above(), value, level.bound());
  }

  private static boolean crossed(boolean above, double value, double bound) {
    return above ? value > bound : value < bound;
  }
}
