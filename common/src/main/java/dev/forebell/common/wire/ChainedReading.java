package dev.forebell.common.wire;

import dev.forebell.common.model.Reading;
import java.util.Optional;

/**
 * The arithmetic of {@link Change}: a reading is kept as a number and its form, and both ends come
 * to the very same bits. A form is the digits behind the point, {@link #EXACT}, or what stands for
 * a cause. Holds nothing.
 */
final class ChainedReading {
  /** The form of a number that is no whole number of steps. */
  static final byte EXACT = -1;

  private static final byte FIRST_CAUSE = -2;

  /** Whole numbers up to here are told apart by a double; with digits some of it is for those. */
  private static final long MOST_WHOLE = 1L << 53;

  private static final long MOST_STEPS = 1L << 50;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private ChainedReading() {}

  /** The form of what came whole, in a Samples frame. */
  static byte formOf(Reading reading) {
    return switch (reading) {
      case Reading.Value value -> isSteps(value.value(), 0) ? 0 : EXACT;
      case Reading.Unavailable none -> formOf(none.cause());
    };
  }

  /** Declared order is the code on the wire. */
  @SuppressWarnings("EnumOrdinal")
  static byte formOf(Reading.Cause cause) {
    return (byte) (FIRST_CAUSE - cause.ordinal());
  }

  static double valueOf(Reading reading) {
    return reading instanceof Reading.Value value ? value.value() : 0;
  }

  /** The inverse of the two above. */
  @SuppressWarnings("EnumOrdinal")
  static Reading reading(double value, byte form) {
    return form >= EXACT
        ? new Reading.Value(value)
        : Reading.unavailable(Reading.Cause.values()[FIRST_CAUSE - form]);
  }

  /** The shortest way from one reading to the next. */
  static Change between(double before, byte form, Reading now) {
    return switch (now) {
      case Reading.Unavailable none -> new Change.Gone(none.cause());
      case Reading.Value value -> between(before, form, value.value());
    };
  }

  private static Change between(double before, byte form, double now) {
    int digits = Math.max(0, form);
    if (isSteps(now, digits)) {
      return new Change.Step(steps(now, digits) - stepsOf(before, form));
    }
    for (int more = digits + 1; more <= Change.MOST_DIGITS; more++) {
      if (isSteps(now, more)) {
        return new Change.Decimal(steps(now, more), more);
      }
    }
    return new Change.Exact(now);
  }

  /** The form after a change. */
  static byte formAfter(byte form, Change change) {
    return switch (change) {
      case Change.Step _ -> (byte) Math.max(0, form);
      case Change.Decimal decimal -> (byte) decimal.digits();
      case Change.Exact _ -> EXACT;
      case Change.Gone gone -> formOf(gone.cause());
    };
  }

  /** The number after a change; empty: it leads out of what can be told apart. */
  static Optional<Double> valueAfter(double before, byte form, Change change) {
    return switch (change) {
      case Change.Step step -> value(stepsOf(before, form) + step.by(), Math.max(0, form));
      case Change.Decimal decimal -> value(decimal.steps(), decimal.digits());
      case Change.Exact exact -> Optional.of(exact.value());
      case Change.Gone _ -> Optional.of(0.0);
    };
  }

  private static Optional<Double> value(long steps, int digits) {
    return Math.abs(steps) <= most(digits) ? Optional.of(steps / POWERS[digits]) : Optional.empty();
  }

  private static long most(int digits) {
    return digits == 0 ? MOST_WHOLE : MOST_STEPS;
  }

  /** Whether a number is a whole number of such steps, to the bit. */
  private static boolean isSteps(double value, int digits) {
    double steps = Math.rint(value * POWERS[digits]);
    return Math.abs(steps) <= most(digits)
        && Double.doubleToRawLongBits((double) (long) steps / POWERS[digits])
            == Double.doubleToRawLongBits(value);
  }

  private static long steps(double value, int digits) {
    return (long) Math.rint(value * POWERS[digits]);
  }

  private static long stepsOf(double value, byte form) {
    return form < 0 ? 0 : steps(value, form);
  }
}
