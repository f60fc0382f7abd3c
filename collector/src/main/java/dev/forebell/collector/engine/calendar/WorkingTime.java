package dev.forebell.collector.engine.calendar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Arithmetic of open time in one calendar. An instant is open when its local time of day lies in an
 * interval of its local date; elapsed time is physical, so a day of 23 or 25 hours counts as it is.
 *
 * <p>Every search ends at {@link Deadline#HORIZON}.
 */
public final class WorkingTime {
  /** How far an end is looked for. */
  private static final Duration LOOK_AHEAD = Duration.ofDays(14);

  private final BusinessCalendar calendar;

  public WorkingTime(BusinessCalendar calendar) {
    this.calendar = calendar;
  }

  public BusinessCalendar calendar() {
    return calendar;
  }

  public boolean isOpen(Instant instant) {
    int second = instant.atZone(calendar.zone()).toLocalTime().toSecondOfDay();
    return dayOf(instant).hours().stream()
        .anyMatch(open -> open.fromSecond() <= second && second < open.toSecond());
  }

  /** What the calendar says of the local date of an instant. */
  public WorkDay dayOf(Instant instant) {
    return WorkDay.of(calendar, dateOf(instant));
  }

  /** The earliest open instant at or after {@code from}; empty: it never opens again. */
  public Optional<Instant> nextOpening(Instant from) {
    OpenStretches walk = new OpenStretches(calendar, from);
    return walk.next() ? Optional.of(later(walk.from(), from)) : Optional.empty();
  }

  /**
   * When the local date of an instant first opens, after or before the instant; a stretch that runs
   * on over midnight opened the day before. Empty: it does not open that day.
   */
  public Optional<Instant> firstOpening(Instant at) {
    LocalDate date = dateOf(at);
    Instant midnight = date.atStartOfDay(calendar.zone()).toInstant();
    OpenStretches walk = new OpenStretches(calendar, midnight);
    Instant open = isOpen(midnight.minusNanos(1)) ? midnight : Instant.MIN;
    while (walk.next() && walk.day().date().equals(date)) {
      if (!walk.from().equals(open)) {
        return Optional.of(walk.from());
      }
      open = walk.to();
    }
    return Optional.empty();
  }

  /**
   * The end of the open stretch that an instant lies in; stretches that touch are one.
   *
   * @return an instant inside the stretch where it is longer than two weeks; empty: closed
   */
  public Optional<Instant> openUntil(Instant at) {
    if (!isOpen(at)) {
      return Optional.empty();
    }
    OpenStretches walk = new OpenStretches(calendar, at);
    Instant far = at.plus(LOOK_AHEAD);
    Instant end = at;
    while (end.isBefore(far) && walk.next() && !walk.from().isAfter(end)) {
      end = walk.to();
    }
    return Optional.of(end);
  }

  /**
   * The earliest instant {@code t >= start} such that the open time in {@code [start, t)} is the
   * amount. An amount that ends with an interval ends there, not at the next opening; an amount of
   * zero is the start if that is open, else the next opening.
   */
  public Deadline deadline(Instant start, Amount amount) {
    return switch (amount) {
      case Amount.OpenTime open -> after(start, open.duration());
      case Amount.WorkingDays working ->
          lengthOf(working.days())
              .map(length -> after(start, length))
              .orElseGet(() -> new Deadline.None(Deadline.Cause.BEYOND_HORIZON));
      case Amount.NextWorkingDay next -> at(start, new NextDay(this, next).endAfter(start));
      case Amount.EndOfWorkingDay end -> endOfDay(start, end);
    };
  }

  private Deadline endOfDay(Instant start, Amount.EndOfWorkingDay amount) {
    Optional<Instant> wholeDays =
        amount.wholeDays() == 0
            ? Optional.of(start)
            : new NextDay(this, amount.receipt()).endAfter(start, amount.wholeDays());
    boolean endsThere = amount.wholeDays() > 0 && amount.fraction().signum() == 0;
    return endsThere
        ? at(start, wholeDays)
        : at(start, wholeDays.flatMap(end -> later(end, amount.fraction())));
  }

  private Optional<Instant> later(Instant end, BigDecimal days) {
    return lengthOf(days)
        .map(length -> after(end, length).orHorizon())
        .filter(Deadline.HORIZON::isAfter);
  }

  /** {@link #deadline} of plain open time. */
  public Deadline after(Instant start, Duration openTime) {
    OpenStretches walk = new OpenStretches(calendar, start);
    Duration left = openTime;
    while (walk.next()) {
      Instant from = later(walk.from(), start);
      Duration open = Duration.between(from, walk.to());
      if (left.compareTo(open) <= 0) {
        return at(start, Optional.of(from.plus(left)));
      }
      left = left.minus(open);
    }
    return at(start, Optional.empty());
  }

  /**
   * A deadline moved by more open time; unchanged if that is zero.
   *
   * @return {@link Deadline#HORIZON} if it falls beyond
   */
  public Instant postpone(Instant deadline, Duration openTime) {
    return openTime.isZero() ? deadline : after(deadline, openTime).orHorizon();
  }

  /**
   * The last instant before {@code until}, from {@code from} on, up to which the calendar was open:
   * the end of a stretch, or {@code until} itself if it falls into one. Empty: it was never open.
   */
  public Optional<Instant> lastOpen(Instant from, Instant until) {
    OpenStretches walk = new OpenStretches(calendar, from);
    Optional<Instant> last = Optional.empty();
    while (walk.next() && walk.from().isBefore(until)) {
      last = Optional.of(walk.to().isBefore(until) ? walk.to() : until);
    }
    return last;
  }

  /** Open time in {@code [from, to)}; zero if {@code to} is not after {@code from}. */
  public Duration openTime(Instant from, Instant to) {
    OpenStretches walk = new OpenStretches(calendar, from);
    Duration sum = Duration.ZERO;
    while (walk.next() && walk.from().isBefore(to)) {
      Instant end = walk.to().isBefore(to) ? walk.to() : to;
      Instant begin = later(walk.from(), from);
      sum = begin.isBefore(end) ? sum.plus(Duration.between(begin, end)) : sum;
    }
    return sum;
  }

  /**
   * The years from the start's to the deadline's local date whose special days are not final; none
   * for a calendar without special days.
   */
  SortedMap<Integer, YearData> doubts(Instant start, Instant deadline) {
    SortedMap<Integer, YearData> doubts = new TreeMap<>();
    if (!calendar.hasSpecialDays()) {
      return doubts;
    }
    // A deadline at midnight is the end of the day before it.
    Instant last = deadline.isAfter(start) ? deadline.minusNanos(1) : deadline;
    for (int year = dateOf(start).getYear(); year <= dateOf(last).getYear(); year++) {
      YearData known = calendar.years().getOrDefault(year, YearData.MISSING);
      if (known != YearData.PUBLISHED) {
        doubts.put(year, known);
      }
    }
    return doubts;
  }

  LocalDate dateOf(Instant instant) {
    return instant.atZone(calendar.zone()).toLocalDate();
  }

  private Deadline at(Instant start, Optional<Instant> found) {
    return found
        .<Deadline>map(instant -> new Deadline.At(instant, doubts(start, instant)))
        .orElseGet(() -> new Deadline.None(why(start)));
  }

  private Deadline.Cause why(Instant start) {
    boolean opensEveryWeek = calendar.week().values().stream().anyMatch(day -> !day.isEmpty());
    return opensEveryWeek && start.isBefore(Deadline.HORIZON)
        ? Deadline.Cause.BEYOND_HORIZON
        : Deadline.Cause.NEVER_OPENS;
  }

  /** Length of so many working days, to the nanosecond; empty: longer than any calendar. */
  private Optional<Duration> lengthOf(BigDecimal days) {
    BigDecimal nanos =
        days.multiply(BigDecimal.valueOf(calendar.workingDay().toNanos()))
            .setScale(0, RoundingMode.HALF_UP);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return parts[0].compareTo(BigDecimal.valueOf(Deadline.HORIZON.getEpochSecond() * 2)) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
