package dev.forebell.common.wire;

import dev.forebell.common.model.Reading;

/**
 * How a reading differs from the one before it of the same series on the same connection. A number
 * is thought of as a whole number of steps: of 1, or of the tenth, hundredth.. that a {@link
 * Decimal} named last.
 */
public sealed interface Change {
  /** Digits behind the point that a {@link Decimal} has at most. */
  int MOST_DIGITS = 9;

  /** The whole number of steps is larger by this; what was no such number counts as 0 of 1. */
  record Step(long by) implements Change {}

  /** This many steps of {@code 10^-digits}, digits from 1 to {@value #MOST_DIGITS}. */
  record Decimal(long steps, int digits) implements Change {}

  /** A finite number as it is; from now on it is no whole number of steps. */
  record Exact(double value) implements Change {}

  /** There is no number. */
  record Gone(Reading.Cause cause) implements Change {}
}
