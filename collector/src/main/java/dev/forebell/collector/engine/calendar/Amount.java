package dev.forebell.collector.engine.calendar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** How much time a promise gives, always counted inside a calendar. */
public sealed interface Amount {
  /** The spelling in configuration and events: {@code 4h}, {@code 0.5wd}. */
  String text();

  /**
   * The amount at a time when a contract promises more: a share of it. Amounts that end with a day
   * stay as they are; a contract names others for such a time.
   *
   * @param factor above 0, at most 1
   */
  default Amount shortened(BigDecimal factor) {
    return switch (this) {
      case OpenTime open -> new OpenTime(share(open.duration(), factor));
      case WorkingDays working ->
          new WorkingDays(working.days().multiply(factor).stripTrailingZeros());
      case NextWorkingDay next -> next;
      case EndOfWorkingDay end -> end;
    };
  }

  private static Duration share(Duration duration, BigDecimal factor) {
    BigDecimal nanos = BigDecimal.valueOf(duration.getSeconds(), -9);
    BigDecimal[] parts =
        nanos
            .add(BigDecimal.valueOf(duration.getNano()))
            .multiply(factor)
            .setScale(0, RoundingMode.HALF_UP)
            .divideAndRemainder(BigDecimal.valueOf(1, -9));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

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

  /**
   * Working days read as 'by the end of the n-th working day' after the day of receipt. A fraction
   * counts in hours from there on, so half a day alone is half a day's hours.
   *
   * @param receipt on which day it counts as received
   */
  record EndOfWorkingDay(BigDecimal days, NextWorkingDay receipt) implements Amount {
    public EndOfWorkingDay {
      if (days.signum() < 0) {
        throw new IllegalArgumentException("negative amount: " + days);
      }
    }

    /** How many whole days end before the fraction begins. */
    int wholeDays() {
      return days.intValue();
    }

    BigDecimal fraction() {
      return days.remainder(BigDecimal.ONE);
    }

    @Override
    public String text() {
      return days.toPlainString() + "wd";
    }
  }
}
