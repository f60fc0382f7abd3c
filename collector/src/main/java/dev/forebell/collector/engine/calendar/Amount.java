package dev.forebell.collector.engine.calendar;

import java.math.BigDecimal;
import java.time.Duration;

/** How much time a promise gives, always counted inside a calendar. */
public sealed interface Amount {
  /**
   * Open time of the calendar, not negative: {@code 30m}, {@code 4h}, {@code 4wh}, ISO 8601
   * durations.
   */
  record OpenTime(Duration duration) implements Amount {
    public OpenTime {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("negative amount: " + duration);
      }
    }
  }

  /**
   * Working days of the calendar's {@code working_day} length, fractions allowed: {@code 0.5wd}.
   */
  record WorkingDays(BigDecimal days) implements Amount {
    public WorkingDays {
      if (days.signum() < 0) {
        throw new IllegalArgumentException("negative amount: " + days);
      }
    }
  }

  /** The end of the next open day after the day on which it counts as received. */
  record NextWorkingDay() implements Amount {}
}
