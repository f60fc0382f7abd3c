package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.customer.Commitments;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.MaintenanceWindow;
import dev.forebell.collector.engine.customer.Schedule;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.collector.engine.sla.Target;
import dev.forebell.common.config.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Gives a customer the contracts it names and the calendars these count in, and nothing else. */
final class CustomerPromises {
  private CustomerPromises() {}

  static CustomerConfig add(
      CustomerConfig customer,
      SortedMap<String, List<Contract>> allContracts,
      SortedMap<String, BusinessCalendar> allCalendars) {
    SortedMap<String, List<Contract>> contracts = new TreeMap<>(allContracts);
    contracts.keySet().retainAll(contractIds(customer));
    SortedMap<String, BusinessCalendar> calendars = new TreeMap<>(allCalendars);
    Set<String> used = calendarIds(contracts);
    used.addAll(calendarsOfWindows(customer));
    calendars.keySet().retainAll(used);
    return customer.with(
        new Commitments(customer.defaultContract(), contracts, calendars, customer.preventWithin()),
        version(customer, contracts, calendars));
  }

  private static Set<String> contractIds(CustomerConfig customer) {
    Set<String> ids = new TreeSet<>();
    ids.add(customer.defaultContract());
    customer.hosts().values().forEach(host -> host.contract().ifPresent(ids::add));
    customer.services().values().forEach(service -> service.contract().ifPresent(ids::add));
    return ids;
  }

  private static Set<String> calendarIds(SortedMap<String, List<Contract>> contracts) {
    Set<String> ids = new TreeSet<>();
    ids.add(BusinessCalendar.ALWAYS);
    contracts.values().stream()
        .flatMap(List::stream)
        .forEach(
            contract -> {
              ids.add(contract.calendar());
              Stream.concat(contract.targets().stream(), contract.internal().stream())
                  .map(Target::calendar)
                  .flatMap(Optional::stream)
                  .forEach(ids::add);
            });
    return ids;
  }

  private static List<String> calendarsOfWindows(CustomerConfig customer) {
    return customer.suppressions().windows().stream()
        .map(MaintenanceWindow::schedule)
        .filter(Schedule.ByCalendar.class::isInstance)
        .map(schedule -> ((Schedule.ByCalendar) schedule).calendar())
        .toList();
  }

  private static String version(
      CustomerConfig customer,
      SortedMap<String, List<Contract>> contracts,
      SortedMap<String, BusinessCalendar> calendars) {
    StringBuilder parts = new StringBuilder(customer.version());
    contracts.values().stream()
        .flatMap(List::stream)
        .forEach(contract -> parts.append(' ').append(contract.version()));
    calendars.values().forEach(calendar -> parts.append(' ').append(calendar.version()));
    return Fingerprint.of(parts.toString());
  }
}
