package dev.forebell.collector.engine.sla;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What an incident's clocks are judged by.
 *
 * @param contracts the versions in force, in id order; several where promises overlap: then the
 *     strictest holds, clock by clock. Empty: not covered, no clocks
 * @param calendars every calendar by its id; {@code always} need not be among them
 */
public record SlaTerms(List<Contract> contracts, SortedMap<String, BusinessCalendar> calendars) {
  public SlaTerms {
    contracts = List.copyOf(contracts);
  }

  /** A promise and the contract that holds it. */
  record Held(Contract contract, Target target) {
    /** Id of the calendar that it counts in. */
    String calendar() {
      return target.calendar().orElseGet(contract::calendar);
    }
  }

  /** The promises of one set; none if not covered. */
  List<Held> targets(ClockSet set) {
    List<Held> held = new ArrayList<>();
    for (Contract contract : contracts) {
      for (Target target : in(set, contract)) {
        held.add(new Held(contract, target));
      }
    }
    return held;
  }

  private static List<Target> in(ClockSet set, Contract contract) {
    return switch (set) {
      case INTERNAL -> contract.internal();
      case CONTRACT -> contract.targets();
    };
  }

  boolean knows(String calendar) {
    return calendars.containsKey(calendar) || calendar.equals(BusinessCalendar.ALWAYS);
  }

  /**
   * The contract of a clock: the first, where its own no longer covers the incident.
   *
   * @throws IllegalStateException if no contract covers it
   */
  Contract contractOf(SlaClock clock) {
    for (Contract contract : contracts) {
      if (contract.id().equals(clock.contract())) {
        return contract;
      }
    }
    if (contracts.isEmpty()) {
      throw new IllegalStateException("no contract covers it");
    }
    return contracts.getFirst();
  }

  /** Arithmetic of the calendar that a clock counts in. */
  WorkingTime time(SlaClock clock) {
    return time(contractOf(clock), clock.calendar());
  }

  /**
   * Arithmetic in a calendar, with make-up days and holidays as the contract counts them.
   *
   * @throws IllegalStateException if no calendar has this id; the configuration refuses that before
   */
  public WorkingTime time(Contract contract, String calendar) {
    BusinessCalendar found = calendars.get(calendar);
    if (found == null && calendar.equals(BusinessCalendar.ALWAYS)) {
      found = BusinessCalendar.always();
    }
    if (found == null) {
      throw new IllegalStateException("no calendar '" + calendar + "' among " + calendars.keySet());
    }
    return new WorkingTime(found.read(contract.makeupDays(), contract.holidays()));
  }
}
