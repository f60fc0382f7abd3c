package dev.forebell.common.model;

/**
 * A host as the configuration names it: 1 to 128 letters, digits, '.', '_', '-'.
 *
 * <p>Construction refuses any other shape; {@link #valid(String)} asks first.
 */
public record HostId(String value) implements Comparable<HostId> {
  public HostId {
    Identifier.require("host", value);
  }

  /**
   * Whether {@code text} could be such an identity: what a reader checks before it constructs one.
   */
  public static boolean valid(String text) {
    return Identifier.valid(text);
  }

  @Override
  public int compareTo(HostId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
