package dev.forebell.common.model;

/** One series at the time of its batch. */
public record Sample(SeriesKey series, Reading reading) {
  public static Sample of(SeriesKey series, double value) {
    return new Sample(series, Reading.of(value));
  }

  public static Sample unavailable(SeriesKey series, Reading.Cause cause) {
    return new Sample(series, Reading.unavailable(cause));
  }
}
