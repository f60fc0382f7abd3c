package dev.forebell.collector.engine.people;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.DayInterval;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hours that come back every week, by the wall clock of a place.
 *
 * @param hours per weekday, rising, split at midnight; none: never
 */
public record WeekHours(ZoneId zone, SortedMap<DayOfWeek, List<DayInterval>> hours) {
  public WeekHours {
    hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
  }

  /** No hours at all. */
  public static WeekHours none(ZoneId zone) {
    return new WeekHours(zone, new TreeMap<>());
  }

  /** The end of the hours that an instant lies in; empty: it lies in none. */
  public Optional<Instant> until(Instant at) {
    return hours.isEmpty() ? Optional.empty() : time().openUntil(at);
  }

  /** When the next of them begin, {@code at} itself included; empty: never. */
  public Optional<Instant> next(Instant at) {
    return hours.isEmpty() ? Optional.empty() : time().nextOpening(at);
  }

  private WorkingTime time() {
    return new WorkingTime(
        new BusinessCalendar(
            "",
            zone,
            hours,
            new TreeMap<>(),
            Optional.empty(),
            Duration.ofDays(1),
            new TreeMap<>(),
            "",
            ""));
  }
}
