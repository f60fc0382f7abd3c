package dev.forebell.common.model;

/**
 * A business service of one customer.
 *
 * <p>Construction refuses any other shape; {@link #valid(String)} asks first.
 */
public record ServiceId(String value) implements Comparable<ServiceId> {
  public ServiceId {
    Identifier.require("service", value);
  }

  /**
   * Whether {@code text} could be such an identity: what a reader checks before it constructs one.
   */
  public static boolean valid(String text) {
    return Identifier.valid(text);
  }

  @Override
  public int compareTo(ServiceId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
