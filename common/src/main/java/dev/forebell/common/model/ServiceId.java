package dev.forebell.common.model;

/**
 * A business service of one customer.
 *
 * <p>Construction refuses any other shape.
 */
public record ServiceId(String value) implements Comparable<ServiceId> {
  public ServiceId {
    Identifier.require("service", value);
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
