package dev.forebell.collector.config;

import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.common.config.Position;
import dev.forebell.common.config.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Days of the coming weeks on which no version of a contract is valid. */
public final class ContractGaps {
  /** How far ahead contracts are looked at, in days. */
  static final int AHEAD = 60;

  private ContractGaps() {}

  /** One warning for each contract that has such days; it names the first stretch of them. */
  public static List<Problem> at(Instant now, Configuration configuration) {
    return configuration.contracts().entrySet().stream()
        .flatMap(one -> gap(one, now, configuration).stream())
        .toList();
  }

  private static Optional<Problem> gap(
      Map.Entry<String, List<Contract>> contract, Instant now, Configuration configuration) {
    List<Contract> versions = contract.getValue();
    LocalDate today = now.atZone(zone(versions.getLast(), configuration)).toLocalDate();
    return today
        .datesUntil(today.plusDays(AHEAD))
        .filter(day -> versions.stream().noneMatch(one -> isValid(one, day)))
        .findFirst()
        .map(
            day ->
                new Problem(
                    configuration
                        .places()
                        .contracts()
                        .getOrDefault(contract.getKey(), Position.startOf("contracts")),
                    "no version of contract "
                        + contract.getKey()
                        + " is valid "
                        + when(day, versions),
                    "a version that is valid then; incidents of those days have no clocks"));
  }

  private static String when(LocalDate day, List<Contract> versions) {
    return versions.stream()
        .map(Contract::validFrom)
        .filter(day::isBefore)
        .min(Comparator.naturalOrder())
        .map(next -> "from " + day + " to " + next.minusDays(1))
        .orElse("from " + day + " on");
  }

  private static ZoneId zone(Contract contract, Configuration configuration) {
    return Optional.ofNullable(configuration.calendars().get(contract.calendar()))
        .map(BusinessCalendar::zone)
        .orElse(ZoneOffset.UTC);
  }

  private static boolean isValid(Contract contract, LocalDate day) {
    return !day.isBefore(contract.validFrom()) && contract.validTo().filter(day::isAfter).isEmpty();
  }
}
