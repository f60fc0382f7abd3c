package dev.forebell.common.model;

/**
 * A customer of the desk, as the configuration names it; the tenant wall runs along it.
 *
 * <p>Construction refuses any other shape; {@link #valid(String)} asks first.
 */
public record CustomerId(String value) implements Comparable<CustomerId> {
  public CustomerId {
    Identifier.require("customer", value);
  }

  /**
   * Whether {@code text} could be such an identity: what a reader checks before it constructs one.
   */
  public static boolean valid(String text) {
    return Identifier.valid(text);
  }

  @Override
  public int compareTo(CustomerId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
