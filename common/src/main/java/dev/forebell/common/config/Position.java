package dev.forebell.common.config;

import java.util.Comparator;

/**
 * Where something stands in a configuration file.
 *
 * @param file relative to the configuration folder, with '/'
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::file)
          .thenComparingInt(Position::line)
          .thenComparingInt(Position::column);

  /** The first character of a file: for what concerns all of it. */
  public static Position startOf(String file) {
    return new Position(file, 1, 1);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
