package dev.forebell.collector.engine.calendar;

/**
 * An open stretch of a local day, in seconds since its start by the wall clock: {@code [from, to)}.
 *
 * @param fromSecond 0 to 86399
 * @param toSecond more than {@code fromSecond}, at most 86400 (24:00)
 */
public record DayInterval(int fromSecond, int toSecond) implements Comparable<DayInterval> {
  public DayInterval {
    if (fromSecond < 0 || toSecond > 86_400 || fromSecond >= toSecond) {
      throw new IllegalArgumentException(
          "not an interval within a day: " + fromSecond + " to " + toSecond);
    }
  }

  @Override
  public int compareTo(DayInterval other) {
    return Integer.compare(fromSecond, other.fromSecond);
  }
}
