package dev.forebell.common.model;

/**
 * A site (office, data centre) of one customer.
 *
 * <p>Construction refuses any other shape; {@link #valid(String)} asks first.
 */
public record SiteId(String value) implements Comparable<SiteId> {
  public SiteId {
    Identifier.require("site", value);
  }

  /**
   * Whether {@code text} could be such an identity: what a reader checks before it constructs one.
   */
  public static boolean valid(String text) {
    return Identifier.valid(text);
  }

  @Override
  public int compareTo(SiteId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
