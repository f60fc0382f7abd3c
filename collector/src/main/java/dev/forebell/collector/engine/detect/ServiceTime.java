package dev.forebell.collector.engine.detect;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * When the desk of a host's contract works.
 *
 * @param zone the customer's, for people
 * @param terms one a version of the contract, in the order of their beginnings; none: not covered
 */
public record ServiceTime(ZoneId zone, List<Term> terms) {
  /** No contract. */
  public static final ServiceTime NONE = new ServiceTime(ZoneOffset.UTC, List.of());

  public ServiceTime {
    terms = List.copyOf(terms);
  }

  /**
   * A calendar and the days on which it counts.
   *
   * @param from first day, in the calendar's zone
   * @param to last day, if it ends
   */
  public record Term(LocalDate from, Optional<LocalDate> to, BusinessCalendar calendar) {
    private boolean holds(Instant at) {
      LocalDate date = at.atZone(calendar.zone()).toLocalDate();
      return !date.isBefore(from) && to.filter(date::isAfter).isEmpty();
    }
  }

  /** Whether a rule says nothing then: the service day has only just begun. */
  boolean excuses(Rule.Threshold rule, Instant instant) {
    return rule.notInFirst().isPresent()
        && at(instant)
            .flatMap(calendar -> new WorkingTime(calendar).firstOpening(instant))
            .filter(opening -> !instant.isBefore(opening))
            .filter(opening -> instant.isBefore(opening.plus(rule.notInFirst().orElseThrow())))
            .isPresent();
  }

  /** The calendar in force; of several the one that began last. Empty: not covered. */
  public Optional<BusinessCalendar> at(Instant instant) {
    return terms.stream()
        .filter(term -> term.holds(instant))
        .reduce((earlier, later) -> later)
        .map(Term::calendar);
  }
}
