package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.ServiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which contract covers an incident: that of a service, else of the host, else the customer's. */
final class Coverage {
  private Coverage() {}

  /** Services that a host carries, in id order. */
  static List<ServiceId> services(CustomerConfig config, HostId host) {
    return carriedBy(config, host).map(Service::id).toList();
  }

  private static Stream<Service> carriedBy(CustomerConfig config, HostId host) {
    return config.services().values().stream().filter(service -> service.hosts().contains(host));
  }

  static Optional<String> contractOf(CustomerConfig config, HostId host) {
    return carriedBy(config, host)
        .flatMap(service -> service.contract().stream())
        .findFirst()
        .or(() -> Optional.ofNullable(config.hosts().get(host)).flatMap(one -> one.contract()))
        .or(() -> ofCustomer(config));
  }

  /** For an incident about a service above hosts. */
  static Optional<String> contractOf(CustomerConfig config, Optional<Service> service) {
    return service.flatMap(Service::contract).or(() -> ofCustomer(config));
  }

  private static Optional<String> ofCustomer(CustomerConfig config) {
    return Optional.of(config.defaultContract()).filter(id -> !id.isEmpty());
  }

  /** The version of the incident's contract that was valid when it was detected. */
  static Optional<Contract> contract(CustomerConfig config, Incident incident) {
    return incident
        .promise()
        .contract()
        .flatMap(id -> Optional.ofNullable(config.contracts().get(id)))
        .flatMap(versions -> validAt(config, versions, incident.times().detectedAt()));
  }

  private static Optional<Contract> validAt(
      CustomerConfig config, List<Contract> versions, Instant at) {
    return versions.stream()
        .filter(version -> valid(version, date(config, version, at)))
        .max(Comparator.comparing(Contract::validFrom));
  }

  private static LocalDate date(CustomerConfig config, Contract contract, Instant at) {
    ZoneId zone =
        Optional.ofNullable(config.calendars().get(contract.calendar()))
            .map(BusinessCalendar::zone)
            .orElse(config.zone());
    return at.atZone(zone).toLocalDate();
  }

  private static boolean valid(Contract contract, LocalDate date) {
    return !date.isBefore(contract.validFrom())
        && contract.validTo().filter(date::isAfter).isEmpty();
  }
}
