package dev.forebell.collector.engine.detect;

import java.util.List;

/**
 * What the value of one attribute may be. In a glob {@code *} stands for any characters, also none
 * and also {@code /}, and {@code ?} for one.
 *
 * @param accepted globs of which one must fit; empty: any value, even none, will do
 * @param refused globs of which none may fit
 */
public record ValuePattern(List<String> accepted, List<String> refused) {
  public ValuePattern {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  /** Whether it accepts a value; {@code ""} for an attribute that is not there. */
  boolean accepts(String value) {
    return (accepted.isEmpty() || fitsAny(accepted, value)) && !fitsAny(refused, value);
  }

  private static boolean fitsAny(List<String> globs, String value) {
    for (String glob : globs) {
      if (fits(glob, value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text is a glob rather than a plain value. */
  public static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** Goes on from the last star when what follows it does not fit: never exponential. */
  static boolean fits(String glob, String value) {
    int g = 0;
    int v = 0;
    int star = -1;
    int resume = 0;
    while (v < value.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = v;
      } else if (g < glob.length() && isOne(glob.charAt(g), value.charAt(v))) {
        g++;
        v++;
      } else if (star >= 0) {
        g = star + 1;
        v = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  private static boolean isOne(char glob, char value) {
    return glob == '?' || glob == value;
  }
}
