package dev.forebell.collector.engine.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a deadline falls when it does.
 *
 * @param counted the open stretches from start to deadline, in order; none without a deadline
 * @param skipped the closed dates between them, in order, each with its reason
 * @param complete false: the lists were cut at {@link #LIMIT} entries
 */
public record Explanation(
    Instant start,
    Amount amount,
    Deadline deadline,
    List<Counted> counted,
    List<WorkDay> skipped,
    boolean complete) {
  /** Most entries of each list. */
  public static final int LIMIT = 1_000;

  /**
   * Open time that counted.
   *
   * @param day the local date it belongs to; says whether that is a make-up or a short day
   */
  public record Counted(Instant from, Instant to, WorkDay day) {}

  /** Explains {@link WorkingTime#deadline}. */
  public static Explanation of(WorkingTime time, Instant start, Amount amount) {
    Deadline deadline = time.deadline(start, amount);
    return switch (deadline) {
      case Deadline.At at -> of(time, start, amount, at);
      case Deadline.None none -> new Explanation(start, amount, none, List.of(), List.of(), true);
    };
  }

  private static Explanation of(
      WorkingTime time, Instant start, Amount amount, Deadline.At deadline) {
    List<Counted> counted = counted(time, start, deadline.instant());
    List<WorkDay> skipped = skipped(time, start, deadline.instant());
    boolean complete = counted.size() <= LIMIT && skipped.size() <= LIMIT;
    return new Explanation(start, amount, deadline, cut(counted), cut(skipped), complete);
  }

  private static List<Counted> counted(WorkingTime time, Instant start, Instant end) {
    List<Counted> counted = new ArrayList<>();
    OpenStretches walk = new OpenStretches(time.calendar(), start);
    while (counted.size() <= LIMIT && walk.next() && walk.from().isBefore(end)) {
      Instant from = walk.from().isBefore(start) ? start : walk.from();
      Instant to = walk.to().isBefore(end) ? walk.to() : end;
      if (from.isBefore(to)) {
        counted.add(new Counted(from, to, walk.day()));
      }
    }
    return counted;
  }

  private static List<WorkDay> skipped(WorkingTime time, Instant start, Instant end) {
    List<WorkDay> skipped = new ArrayList<>();
    // A deadline at midnight is the end of the day before it.
    LocalDate last = time.dateOf(end.isAfter(start) ? end.minusNanos(1) : end);
    LocalDate date = time.dateOf(start);
    while (!date.isAfter(last) && skipped.size() <= LIMIT) {
      WorkDay day = WorkDay.of(time.calendar(), date);
      if (day.hours().isEmpty()) {
        skipped.add(day);
      }
      date = date.plusDays(1);
    }
    return skipped;
  }

  private static <T> List<T> cut(List<T> list) {
    return List.copyOf(list.subList(0, Math.min(list.size(), LIMIT)));
  }
}
