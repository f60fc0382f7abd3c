package dev.forebell.collector.engine.customer;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When a window is in force. Begins are inclusive, ends exclusive. Weekly hours and calendars are
 * local time as {@code WorkingTime} understands it: times that spring leaves out do not exist, of
 * times that autumn repeats both passes count.
 */
public sealed interface Schedule {
  /**
   * Until when it holds at an instant.
   *
   * @param calendars the customer's, by id
   * @return the end of the occurrence that {@code at} lies in, or an instant before that end at
   *     which to ask again; empty: it does not hold
   */
  Optional<Instant> heldUntil(Instant at, SortedMap<String, BusinessCalendar> calendars);

  /** One time, {@code [from, to)}. */
  record Once(Instant from, Instant to) implements Schedule {
    @Override
    public Optional<Instant> heldUntil(Instant at, SortedMap<String, BusinessCalendar> calendars) {
      return at.isBefore(from) || !at.isBefore(to) ? Optional.empty() : Optional.of(to);
    }
  }

  /**
   * Every week.
   *
   * @param hours per weekday, split at midnight: what goes on over midnight stands on both days
   */
  record Weekly(ZoneId zone, SortedMap<DayOfWeek, List<DayInterval>> hours) implements Schedule {
    @Override
    public Optional<Instant> heldUntil(Instant at, SortedMap<String, BusinessCalendar> calendars) {
      return new WorkingTime(asCalendar()).openUntil(at);
    }

    private BusinessCalendar asCalendar() {
      return new BusinessCalendar(
          "",
          zone,
          hours,
          new TreeMap<>(),
          Optional.empty(),
          Duration.ofDays(1),
          new TreeMap<>(),
          "",
          "");
    }
  }

  /**
   * While a calendar is open, or while it is closed. A calendar that is not known never holds.
   *
   * @param inside true: in its open hours; false: outside of them
   */
  record ByCalendar(String calendar, boolean inside) implements Schedule {
    /** For how long a calendar that never opens again is taken at its word. */
    private static final Duration ASK_AGAIN = Duration.ofDays(7);

    @Override
    public Optional<Instant> heldUntil(Instant at, SortedMap<String, BusinessCalendar> calendars) {
      return Optional.ofNullable(calendars.get(calendar))
          .map(WorkingTime::new)
          .flatMap(time -> inside ? time.openUntil(at) : closedUntil(time, at));
    }

    private static Optional<Instant> closedUntil(WorkingTime time, Instant at) {
      return time.isOpen(at)
          ? Optional.empty()
          : Optional.of(time.nextOpening(at).orElseGet(() -> at.plus(ASK_AGAIN)));
    }
  }
}
