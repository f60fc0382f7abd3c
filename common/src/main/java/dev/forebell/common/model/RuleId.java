package dev.forebell.common.model;

/**
 * A rule as its file names it, unique in a configuration.
 *
 * <p>Construction refuses any other shape; {@link #valid(String)} asks first.
 */
public record RuleId(String value) implements Comparable<RuleId> {
  public RuleId {
    Identifier.require("rule", value);
  }

  /**
   * Whether {@code text} could be such an identity: what a reader checks before it constructs one.
   */
  public static boolean valid(String text) {
    return Identifier.valid(text);
  }

  @Override
  public int compareTo(RuleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
