package dev.forebell.collector.trust;

import java.util.Map;
import java.util.TreeMap;

/**
 * What tells a machine from its copies: {@code name:hash} pairs with blanks between them. An agent
 * may see more of them at one time than at another (some need rights), so only what both have is
 * compared.
 */
final class MachinePrint {
  private static final int LONGEST = 512;

  private MachinePrint() {}

  /** Whether nothing speaks against the two being one machine. */
  static boolean same(String one, String other) {
    Map<String, String> mine = parts(one);
    Map<String, String> theirs = parts(other);
    return mine.entrySet().stream()
        .allMatch(
            part -> theirs.getOrDefault(part.getKey(), part.getValue()).equals(part.getValue()));
  }

  /** Whether something says that the two are one machine, and nothing against it. */
  static boolean surelySame(String one, String other) {
    return same(one, other) && parts(one).keySet().stream().anyMatch(parts(other)::containsKey);
  }

  /** All that is known of it after it was seen with {@code newer}. */
  static String merged(String older, String newer) {
    Map<String, String> all = parts(older);
    all.putAll(parts(newer));
    StringBuilder text = new StringBuilder();
    all.forEach((name, hash) -> text.append(' ').append(name).append(':').append(hash));
    return text.toString().strip();
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new TreeMap<>();
    String bounded = text.substring(0, Math.min(text.length(), LONGEST));
    for (String part : bounded.split(" +", -1)) {
      int colon = part.indexOf(':');
      if (colon > 0 && colon < part.length() - 1) {
        parts.put(part.substring(0, colon), part.substring(colon + 1));
      }
    }
    return parts;
  }
}
