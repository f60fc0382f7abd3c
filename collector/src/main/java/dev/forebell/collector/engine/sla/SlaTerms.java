package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an incident's clocks are judged by.
 *
 * @param contract the version in force; empty: not covered, no clocks
 * @param calendars every calendar by its id; {@code always} need not be among them
 */
public record SlaTerms(Optional<Contract> contract, SortedMap<String, BusinessCalendar> calendars) {

  /** The promises of one set; none if not covered. */
  List<Target> targets(ClockSet set) {
    return contract
        .map(
            terms ->
                switch (set) {
                  case INTERNAL -> terms.internal();
                  case CONTRACT -> terms.targets();
                })
        .orElse(List.of());
  }

  /** Id of the calendar that a target counts in. */
  String calendarOf(Target target) {
    return target.calendar().orElseGet(() -> covering().calendar());
  }

  boolean knows(String calendar) {
    return calendars.containsKey(calendar) || calendar.equals(BusinessCalendar.ALWAYS);
  }

  /**
   * Arithmetic in a calendar, with make-up days and holidays as the contract counts them.
   *
   * @throws IllegalStateException if no calendar has this id; the configuration refuses that before
   */
  WorkingTime time(String calendar) {
    BusinessCalendar found = calendars.get(calendar);
    if (found == null && calendar.equals(BusinessCalendar.ALWAYS)) {
      found = BusinessCalendar.always();
    }
    if (found == null) {
      throw new IllegalStateException("no calendar '" + calendar + "' among " + calendars.keySet());
    }
    return new WorkingTime(found.read(covering().makeupDays(), covering().holidays()));
  }

  private Contract covering() {
    return contract.orElseThrow(() -> new IllegalStateException("no contract covers it"));
  }
}
