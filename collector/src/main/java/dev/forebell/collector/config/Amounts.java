package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.WorkAmount;

/** Amounts of working time as the engine counts them. */
public final class Amounts {
  private Amounts() {}

  /** {@code 10m}, {@code 4wh}, {@code 0.5wd}, {@code next_working_day} or ISO 8601. */
  public static Parsed<Amount> parse(String text) {
    return WorkAmount.parse(text).map(Amounts::of);
  }

  static Amount of(WorkAmount amount) {
    return switch (amount) {
      case WorkAmount.OpenTime(var duration) -> new Amount.OpenTime(duration);
      case WorkAmount.WorkingDays(var days) -> new Amount.WorkingDays(days);
      case WorkAmount.NextWorkingDay() -> new Amount.NextWorkingDay();
    };
  }
}
