package dev.forebell.common.model;

/** What a probe got: a number, or the reason why there is none. Never a sentinel such as -1. */
public sealed interface Reading {
  /** A finite number in the metric's unit. */
  record Value(double value) implements Reading {
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a finite number: " + value + "; use Reading.of");
      }
    }
  }

  /** No number; a rule that meets it neither raises nor clears. */
  record Unavailable(Cause cause) implements Reading {}

  /** Why a value is missing. The order is the code on the wire: append only. */
  enum Cause {
    /** The system does not offer it. */
    NOT_SUPPORTED,
    /** The agent's user may not read it. */
    NO_PERMISSION,
    /** The probe did not answer in time, such as a dead network file system. */
    TIMED_OUT,
    /** The probe failed. */
    FAILED,
    /** The system answered NaN, a negative or an absurd number. */
    IMPLAUSIBLE
  }

  /** The number, or {@link Cause#IMPLAUSIBLE} where it is not finite. */
  static Reading of(double value) {
    return Double.isFinite(value) ? new Value(value) : new Unavailable(Cause.IMPLAUSIBLE);
  }

  /** The number where it is finite and not negative, else {@link Cause#IMPLAUSIBLE}. */
  static Reading ofNonNegative(double value) {
    return value >= 0 ? of(value) : new Unavailable(Cause.IMPLAUSIBLE);
  }

  static Reading unavailable(Cause cause) {
    return new Unavailable(cause);
  }
}
