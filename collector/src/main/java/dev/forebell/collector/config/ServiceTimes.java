package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.collector.engine.detect.ServiceTime;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.common.model.HostId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When the desk works for a host: the calendars of its own contract, else of a service's that it
 * carries, else of the customer's.
 */
final class ServiceTimes {
  private ServiceTimes() {}

  /** When the desk works under a contract. */
  static ServiceTime of(CustomerConfig customer, Optional<String> contract) {
    List<Contract> versions =
        contract.map(id -> customer.contracts().getOrDefault(id, List.of())).orElse(List.of());
    List<ServiceTime.Term> terms =
        versions.stream()
            .sorted(Comparator.comparing(Contract::validFrom))
            .flatMap(version -> term(customer, version).stream())
            .toList();
    return new ServiceTime(customer.zone(), terms);
  }

  /** The id of the contract that a host is under. */
  static Optional<String> contract(CustomerConfig customer, HostId host) {
    return Optional.ofNullable(customer.hosts().get(host))
        .flatMap(Host::contract)
        .or(
            () ->
                customer.services().values().stream()
                    .filter(service -> service.hosts().contains(host))
                    .flatMap(service -> service.contract().stream())
                    .findFirst())
        .or(() -> Optional.of(customer.defaultContract()));
  }

  private static Optional<ServiceTime.Term> term(CustomerConfig customer, Contract version) {
    return Optional.ofNullable(customer.calendars().get(version.calendar()))
        .map(calendar -> calendar.read(version.makeupDays(), version.holidays()))
        .map(
            (BusinessCalendar calendar) ->
                new ServiceTime.Term(version.validFrom(), version.validTo(), calendar));
  }
}
