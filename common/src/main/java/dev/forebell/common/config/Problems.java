package dev.forebell.common.config;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects every mistake and warning of a reading, each once, in the order of the files. Used by
 * one thread.
 */
public final class Problems {
  private final SortedSet<Problem> errors = new TreeSet<>();
  private final SortedSet<Problem> warnings = new TreeSet<>();

  /** A mistake: the configuration will not be taken. */
  public void add(Position at, String what, String expected) {
    errors.add(new Problem(at, what, expected));
  }

  /** Worth a look; the configuration is taken all the same. */
  public void warn(Position at, String what, String expected) {
    warnings.add(new Problem(at, what, expected));
  }

  /** Whether there is no mistake; warnings do not count. */
  public boolean isEmpty() {
    return errors.isEmpty();
  }

  public List<Problem> errors() {
    return List.copyOf(errors);
  }

  public List<Problem> warnings() {
    return List.copyOf(warnings);
  }

  /** The mistakes, one a line. */
  @Override
  public String toString() {
    return errors.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }
}
