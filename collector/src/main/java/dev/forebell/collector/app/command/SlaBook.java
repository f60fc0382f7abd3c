package dev.forebell.collector.app.command;

import dev.forebell.collector.config.CalendarFiles;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.engine.calendar.Amount;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.sla.Contract;
import dev.forebell.common.config.Parsed;
import dev.forebell.common.config.Problem;
import dev.forebell.common.config.Problems;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The calendars of a configuration, and the versions of the contract they are read by.
 *
 * @param contract id of the contract asked for; empty: calendars as they are
 */
record SlaBook(
    SortedMap<String, BusinessCalendar> calendars,
    Optional<String> contract,
    List<Contract> versions) {

  /** Reads what is needed and no more: without a contract, the calendars alone. */
  static Parsed<SlaBook> open(Path config, Optional<String> contract) {
    if (contract.isEmpty()) {
      Problems problems = new Problems();
      SortedMap<String, BusinessCalendar> calendars = CalendarFiles.load(config, problems);
      return problems.isEmpty()
          ? Parsed.good(new SlaBook(calendars, contract, List.of()))
          : Parsed.bad(lines(problems.errors()), "");
    }
    return switch (ConfigurationFiles.load(config)) {
      case Loaded.Bad(List<Problem> errors, List<Problem> _) -> Parsed.bad(lines(errors), "");
      case Loaded.Ok(var configuration, List<Problem> _) ->
          configuration.contracts().containsKey(contract.get())
              ? Parsed.good(
                  new SlaBook(
                      configuration.calendars(),
                      contract,
                      configuration.contracts().get(contract.get())))
              : Parsed.bad(
                  new SlaTexts()
                      .sentence(
                          "no_contract",
                          contract.get(),
                          String.join(", ", configuration.contracts().keySet())),
                  "");
    };
  }

  private static String lines(List<Problem> problems) {
    return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
  }

  /**
   * The arithmetic of a calendar at a time.
   *
   * @param asked empty: the contract's calendar
   */
  Parsed<WorkingTime> time(Optional<String> asked, Instant start) {
    if (contract.isEmpty()) {
      return asked
          .map(this::calendar)
          .orElseGet(() -> Parsed.bad(new SlaTexts().sentence("no_calendar_given"), ""))
          .map(WorkingTime::new);
    }
    return inForce(start)
        .map(
            version ->
                calendar(asked.orElse(version.calendar()))
                    .map(found -> found.read(version.makeupDays(), version.holidays()))
                    .map(WorkingTime::new))
        .orElseGet(
            () ->
                Parsed.bad(
                    new SlaTexts().sentence("not_in_force", contract.get(), Rfc3339.utc(start)),
                    ""));
  }

  /** An amount as the contract means it: working days may end with the day. */
  Amount read(Amount amount, Instant start) {
    return amount instanceof Amount.WorkingDays(var days)
            && inForce(start).filter(Contract::endOfDay).isPresent()
        ? new Amount.EndOfWorkingDay(days, new Amount.NextWorkingDay())
        : amount;
  }

  private Optional<Contract> inForce(Instant start) {
    return versions.stream()
        .filter(version -> isInForce(version, start))
        .reduce((older, newer) -> newer);
  }

  /** Valid days are those of the contract's own calendar. */
  private boolean isInForce(Contract version, Instant start) {
    BusinessCalendar own = calendars.getOrDefault(version.calendar(), BusinessCalendar.always());
    LocalDate day = start.atZone(own.zone()).toLocalDate();
    return !day.isBefore(version.validFrom()) && version.validTo().filter(day::isAfter).isEmpty();
  }

  private Parsed<BusinessCalendar> calendar(String id) {
    return Optional.ofNullable(calendars.get(id))
        .map(Parsed::good)
        .orElseGet(
            () ->
                Parsed.bad(
                    new SlaTexts()
                        .sentence("no_calendar", id, String.join(", ", calendars.keySet())),
                    ""));
  }
}
