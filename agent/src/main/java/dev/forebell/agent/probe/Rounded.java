package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;

/**
 * To six decimals. A quotient of two counts has sixteen digits of which the last ten are noise, and
 * each of them travels: a millionth of a share and a microsecond are finer than any probe measures.
 */
@Pure
public final class Rounded {
  private static final double STEPS = 1e6;

  private Rounded() {}

  /** The nearest multiple of a millionth; what is no number stays so. */
  public static double toMillionths(double value) {
    return Math.rint(value * STEPS) / STEPS;
  }

  /** How much of the whole a part is; no number where the whole is 0. */
  static double share(double part, double whole) {
    return toMillionths(part / whole);
  }
}
