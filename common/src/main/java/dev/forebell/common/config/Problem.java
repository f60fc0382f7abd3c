package dev.forebell.common.config;

import java.util.Comparator;

/**
 * One mistake of an operator, or one warning.
 *
 * @param what the key, the value and what is wrong with it
 * @param expected what would have been right, or the remedy; empty where {@code what} says it all
 */
public record Problem(Position at, String what, String expected) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::at)
          .thenComparing(Problem::what)
          .thenComparing(Problem::expected);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column: what; expected ...}. */
  @Override
  public String toString() {
    return at + ": " + what + (expected.isEmpty() ? "" : "; expected " + expected);
  }
}
