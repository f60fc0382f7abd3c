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

  /**
   * By customer and year, then number: INC-A-2026-9 before INC-A-2026-10. Written out, as incidents
   * are looked up by it all the time: without leading zeros the longer of two numbers is the
   * larger.
   */
  @Override
  public int compareTo(IncidentId other) {
    int end = value.lastIndexOf('-');
    int otherEnd = other.value.lastIndexOf('-');
    if (end != otherEnd || !value.regionMatches(0, other.value, 0, end)) {
      return value.substring(0, end).compareTo(other.value.substring(0, otherEnd));
    }
    int byLength = Integer.compare(value.length(), other.value.length());
    return byLength != 0 ? byLength : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
