package dev.forebell.collector.engine.customer;

/**
 * A pattern for a whole text: {@code *} is any run of characters, {@code ?} any one, {@code \}
 * takes the next one as it is, {@code !} in front turns it round. Matching takes time in proportion
 * to pattern times text at most, whatever they are.
 */
public record Glob(String pattern) {
  /** Longest pattern. */
  public static final int LONGEST = 512;

  public Glob {
    if (pattern.isEmpty() || pattern.equals("!") || pattern.length() > LONGEST) {
      throw new IllegalArgumentException("a pattern of 1 to " + LONGEST + " characters");
    }
  }

  /** Whether it stands for everything but what it describes. */
  public boolean negated() {
    return pattern.charAt(0) == '!';
  }

  /** Whether the text is as described, the {@code !} aside. */
  public boolean covers(String text) {
    int p = negated() ? 1 : 0;
    int t = 0;
    int star = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
      } else if (takes(p, text.charAt(t))) {
        p += width(p);
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++retry;
      } else {
        return false;
      }
    }
    return onlyStars(p);
  }

  private boolean takes(int p, char c) {
    if (p >= pattern.length()) {
      return false;
    }
    return width(p) == 2
        ? pattern.charAt(p + 1) == c
        : pattern.charAt(p) == '?' || pattern.charAt(p) == c;
  }

  private int width(int p) {
    return pattern.charAt(p) == '\\' && p + 1 < pattern.length() ? 2 : 1;
  }

  private boolean onlyStars(int from) {
    return pattern.substring(Math.min(from, pattern.length())).chars().allMatch(c -> c == '*');
  }

  @Override
  public String toString() {
    return pattern;
  }
}
