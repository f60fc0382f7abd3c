package dev.forebell.collector.engine.sla;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A time in which a contract promises more: month-end closing, year-end. It concerns the clocks
 * that count from within it, by the local date of the contract's calendar.
 *
 * @param factor share of the usual amounts that holds then, above 0 and at most 1; empty: only the
 *     targets that name the moment make a difference
 */
public record KeyMoment(String id, Window window, Optional<BigDecimal> factor) {

  /** Which dates belong to it. */
  public sealed interface Window {
    boolean covers(LocalDate date);
  }

  /** Once, both dates included. */
  public record Once(LocalDate from, LocalDate to) implements Window {
    @Override
    public boolean covers(LocalDate date) {
      return !date.isBefore(from) && !date.isAfter(to);
    }
  }

  /** Every year, both days included; over New Year if {@code to} comes before {@code from}. */
  public record EveryYear(MonthDay from, MonthDay to) implements Window {
    @Override
    public boolean covers(LocalDate date) {
      MonthDay day = MonthDay.from(date);
      boolean begun = !day.isBefore(from);
      boolean lasts = !day.isAfter(to);
      return to.isBefore(from) ? begun || lasts : begun && lasts;
    }
  }

  /** Days of every month: 1 to 31, or -1 (the last) to -31 counted from its end. */
  public record EveryMonth(SortedSet<Integer> days) implements Window {
    @Override
    public boolean covers(LocalDate date) {
      return days.contains(date.getDayOfMonth())
          || days.contains(date.getDayOfMonth() - date.lengthOfMonth() - 1);
    }
  }
}
