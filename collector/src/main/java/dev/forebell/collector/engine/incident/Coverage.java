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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which contracts cover an incident: of its services, of its host, else the customer's. */
final class Coverage {
  /** Between the ids of contracts that overlap: no id has it. */
  static final String AND = "+";

  private Coverage() {}

  /** Services that a host carries, in id order. */
  static List<ServiceId> services(CustomerConfig config, HostId host) {
    return carriedBy(config, host).map(Service::id).toList();
  }

  private static Stream<Service> carriedBy(CustomerConfig config, HostId host) {
    return config.services().values().stream().filter(service -> service.hosts().contains(host));
  }

  /**
   * What covers a host: the contracts of the services it carries, and its own where it names one. A
   * service without a contract has the host's, a host without one the customer's.
   *
   * @return ids in order, joined by {@link #AND}; empty: not covered
   */
  static Optional<String> contractOf(CustomerConfig config, HostId host) {
    Optional<String> own =
        Optional.ofNullable(config.hosts().get(host)).flatMap(one -> one.contract());
    Optional<String> usual = own.or(() -> ofCustomer(config));
    TreeSet<String> ids = new TreeSet<>();
    own.ifPresent(ids::add);
    carriedBy(config, host)
        .forEach(service -> service.contract().or(() -> usual).ifPresent(ids::add));
    if (ids.isEmpty()) {
      usual.ifPresent(ids::add);
    }
    return Optional.of(String.join(AND, ids)).filter(text -> !text.isEmpty());
  }

  /** For an incident about a service above hosts. */
  static Optional<String> contractOf(CustomerConfig config, Optional<Service> service) {
    return service.flatMap(Service::contract).or(() -> ofCustomer(config));
  }

  private static Optional<String> ofCustomer(CustomerConfig config) {
    return Optional.of(config.defaultContract()).filter(id -> !id.isEmpty());
  }

  /** The versions of the incident's contracts that were valid when it was detected. */
  static List<Contract> contracts(CustomerConfig config, Incident incident) {
    return contracts(config, incident.promise().contract(), incident.times().detectedAt());
  }

  /** The versions of contracts, joined by {@link #AND}, that are valid at a moment. */
  static List<Contract> contracts(CustomerConfig config, Optional<String> joined, Instant at) {
    String ids = joined.orElse("");
    if (ids.isEmpty()) {
      return List.of();
    }
    // Asked for each incident of each step, and nearly always of one id.
    return ids.contains(AND)
        ? Arrays.stream(ids.split("\\+", -1)).flatMap(id -> valid(config, id, at).stream()).toList()
        : valid(config, ids, at).stream().toList();
  }

  private static Optional<Contract> valid(CustomerConfig config, String id, Instant at) {
    return Optional.ofNullable(config.contracts().get(id))
        .flatMap(versions -> validAt(config, versions, at));
  }

  /** Reasons for which clocks may rest: those that every covering contract allows. */
  static SortedSet<String> pauseReasons(CustomerConfig config, Incident incident) {
    List<Contract> contracts = contracts(config, incident);
    SortedSet<String> allowed = new TreeSet<>();
    contracts.forEach(contract -> allowed.addAll(contract.pauseReasons()));
    contracts.forEach(contract -> allowed.retainAll(contract.pauseReasons()));
    return allowed;
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
