package dev.forebell.collector.engine.calendar;

import java.time.Instant;
import java.util.SortedMap;

/** When an amount of time in a calendar is used up. */
public sealed interface Deadline {
  /** The last instant that calendars compute to; what would fall later has no deadline. */
  Instant HORIZON = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * It has a date.
   *
   * @param doubts the years it crosses whose special days are provisional or missing; empty: sure
   */
  record At(Instant instant, SortedMap<Integer, YearData> doubts) implements Deadline {}

  /** It has none. */
  record None(Cause cause) implements Deadline {}

  /** Why there is no deadline. */
  enum Cause {
    /** The calendar has no open time, or none after the start. */
    NEVER_OPENS,
    /** It would fall after the year 9999. */
    BEYOND_HORIZON
  }

  /** Its instant; {@link #HORIZON} if it has none. */
  default Instant orHorizon() {
    return switch (this) {
      case At at -> at.instant();
      case None none -> HORIZON;
    };
  }

  /** Whether it rests on calendar data that may still change, or has no date at all. */
  default boolean flagged() {
    return switch (this) {
      case At at -> !at.doubts().isEmpty();
      case None none -> true;
    };
  }
}
