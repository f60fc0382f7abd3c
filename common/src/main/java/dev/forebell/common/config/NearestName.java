package dev.forebell.common.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The candidate that takes the fewest edits from {@code name}; empty if even that one is another
   * word (more edits than a third of its length, at least two).
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> edits(name, candidate) <= Math.max(2, candidate.length() / 3))
        .filter(candidate -> edits(name, candidate) < candidate.length())
        .min(Comparator.comparingInt((String c) -> edits(name, c)).thenComparing(c -> c));
  }

  /** {@code " (did you mean 'x'?)"}, or nothing. */
  public static String hint(String name, Collection<String> candidates) {
    return of(name, candidates).map(near -> " (did you mean '" + near + "'?)").orElse("");
  }

  private static int edits(String a, String b) {
    String from = a.toLowerCase(Locale.ROOT);
    String to = b.toLowerCase(Locale.ROOT);
    if (from.length() > 200) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row = nextRow(row, from.charAt(i - 1), to, i);
    }
    return row[to.length()];
  }

  private static int[] nextRow(int[] above, char c, String to, int i) {
    int[] row = new int[above.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int swap = above[j - 1] + (c == to.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
    }
    return row;
  }
}
