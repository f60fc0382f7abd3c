package dev.forebell.collector.engine.calendar;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** How much time a promise gives, always counted inside a calendar. */
public sealed interface Amount {
  /** The spelling in configuration and events: {@code 4h}, {@code 0.5wd}. */
  String text();

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

    @Override
    public String text() {
      if (duration.getNano() != 0) {
        return duration.toString();
      }
      long seconds = duration.getSeconds();
      if (seconds % 3600 == 0) {
        return seconds / 3600 + "h";
      }
      return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
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

    @Override
    public String text() {
      return days.toPlainString() + "wd";
    }
  }

  /**
   * The end of the next open day after the day on which it counts as received.
   *
   * @param cutoff from this local time of an open day on, it counts as received on the next open
   *     day
   * @param fromNextOpening what comes while the calendar is closed counts as received at the next
   *     opening, not on its own date
   */
  record NextWorkingDay(Optional<LocalTime> cutoff, boolean fromNextOpening) implements Amount {
    /** Received on its own date, whatever the hour. */
    public NextWorkingDay() {
      this(Optional.empty(), false);
    }

    @Override
    public String text() {
      return "next_working_day";
    }
  }
}
