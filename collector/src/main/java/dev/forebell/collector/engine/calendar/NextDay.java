package dev.forebell.collector.engine.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/** 'Next working day': on which day a report counts as received, and when the day after ends. */
final class NextDay {
  private final WorkingTime time;
  private final Amount.NextWorkingDay promise;

  NextDay(WorkingTime time, Amount.NextWorkingDay promise) {
    this.time = time;
    this.promise = promise;
  }

  /** End of the next open day after the day on which it is received; empty: none comes. */
  Optional<Instant> endAfter(Instant reported) {
    return endAfter(reported, 1);
  }

  /** End of the n-th open day after the day on which it is received; empty: none comes. */
  Optional<Instant> endAfter(Instant reported, int days) {
    Optional<LocalDate> before = receivedOn(reported);
    for (int day = 1; day < days && before.isPresent(); day++) {
      before = before.flatMap(this::openDayAfter);
    }
    return before.flatMap(this::endOfOpenDayAfter);
  }

  private Optional<LocalDate> receivedOn(Instant reported) {
    Optional<Instant> received =
        promise.fromNextOpening() ? time.nextOpening(reported) : Optional.of(reported);
    return received.flatMap(
        instant -> isPastCutoff(instant) ? openDayAfter(time.dateOf(instant)) : date(instant));
  }

  /** The cut-off is a rule of open days; on a closed day there is no one to be late for. */
  private boolean isPastCutoff(Instant received) {
    LocalTime local = received.atZone(time.calendar().zone()).toLocalTime();
    return promise.cutoff().filter(cutoff -> !local.isBefore(cutoff)).isPresent()
        && !time.dayOf(received).hours().isEmpty();
  }

  private Optional<LocalDate> date(Instant instant) {
    return Optional.of(time.dateOf(instant));
  }

  private Optional<LocalDate> openDayAfter(LocalDate date) {
    OpenStretches walk = startingAfter(date);
    return toDayAfter(date, walk) ? Optional.of(walk.day().date()) : Optional.empty();
  }

  private Optional<Instant> endOfOpenDayAfter(LocalDate date) {
    OpenStretches walk = startingAfter(date);
    if (!toDayAfter(date, walk)) {
      return Optional.empty();
    }
    LocalDate open = walk.day().date();
    Instant over = lastMomentOf(open);
    Instant end = walk.to();
    while (walk.next() && walk.from().isBefore(over)) {
      end = walk.day().date().equals(open) ? walk.to() : end;
    }
    return Optional.of(end);
  }

  /** A date that the autumn interrupts by the evening before goes on after that. */
  private Instant lastMomentOf(LocalDate date) {
    return date.plusDays(1)
        .atStartOfDay(time.calendar().zone())
        .withLaterOffsetAtOverlap()
        .toInstant();
  }

  /** Where the autumn repeats the hour before midnight, the date itself comes once more. */
  private static boolean toDayAfter(LocalDate date, OpenStretches walk) {
    while (walk.next()) {
      if (walk.day().date().isAfter(date)) {
        return true;
      }
    }
    return false;
  }

  private OpenStretches startingAfter(LocalDate date) {
    return new OpenStretches(
        time.calendar(), date.plusDays(1).atStartOfDay(time.calendar().zone()).toInstant());
  }
}
