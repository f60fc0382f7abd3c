package dev.forebell.collector.engine.incident;

import java.util.regex.Pattern;

/**
 * {@code INC-<CUSTOMER CODE>-<UTC year of detected_at>-<n>}; {@code n} counts per customer from 1.
 */
public record IncidentId(String value) implements Comparable<IncidentId> {
  private static final Pattern SHAPE = Pattern.compile("INC-[A-Z0-9]{1,16}-[0-9]{4,}-[1-9][0-9]*");

  public IncidentId {
    if (!valid(value)) {
      throw new IllegalArgumentException(
          "not an incident id: '" + value + "'; expected INC-<CODE>-<YEAR>-<N>");
    }
  }

  public static boolean valid(String text) {
    return SHAPE.matcher(text).matches();
  }

  public static IncidentId of(String code, int year, long number) {
    return new IncidentId("INC-" + code + "-" + year + "-" + number);
  }

  /** The customer's running number. */
  public long number() {
    return Long.parseLong(value.substring(value.lastIndexOf('-') + 1));
  }

  /** The code of the customer whose incident it is. */
  public String customerCode() {
    return value.split("-", -1)[1];
  }

  /** By customer and year, then number: INC-A-2026-9 before INC-A-2026-10. */
  @Override
  public int compareTo(IncidentId other) {
    int byPrefix = prefix().compareTo(other.prefix());
    return byPrefix != 0 ? byPrefix : Long.compare(number(), other.number());
  }

  private String prefix() {
    return value.substring(0, value.lastIndexOf('-'));
  }

  @Override
  public String toString() {
    return value;
  }
}
