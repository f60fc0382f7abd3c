package dev.forebell.collector.engine.customer;

import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.sla.Contract;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a customer was promised, and the calendars that these promises count in.
 *
 * @param defaultContract id of the contract of hosts and services that name none; empty: not
 *     covered
 * @param contracts by id, every version, valid-from order
 * @param calendars by id; holds {@code always}
 * @param preventWithin how long after its detection a risk is due, in the hours of its contract
 */
public record Commitments(
    String defaultContract,
    SortedMap<String, List<Contract>> contracts,
    SortedMap<String, BusinessCalendar> calendars,
    Amount preventWithin) {
  /** How long a desk has to deal with a risk where the customer says nothing. */
  public static final Amount PREVENT_WITHIN = new Amount.WorkingDays(BigDecimal.valueOf(5));

  /** What is known before contracts and calendars are: the names that stand in a file. */
  public static Commitments named(String defaultContract, Amount preventWithin) {
    return new Commitments(defaultContract, new TreeMap<>(), new TreeMap<>(), preventWithin);
  }
}
