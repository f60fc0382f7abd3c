package dev.forebell.collector.app.simulation;

import java.util.List;

/**
 * Chance that depends on nothing but a seed and a name, so that a run without one fault draws the
 * same for all else.
 */
final class Dice {
  private long state;

  Dice(long seed, String name) {
    long mixed = seed * 0x9E3779B97F4A7C15L;
    for (int i = 0; i < name.length(); i++) {
      mixed = scramble(mixed ^ name.charAt(i));
    }
    state = mixed;
  }

  private static long scramble(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    return scramble(state);
  }

  /** 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) Math.floorMod(next(), (long) bound);
  }

  /** {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  boolean chance(double share) {
    return unit() < share;
  }

  /** 0 (included) to 1 (excluded). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
