package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.calendar.BusinessCalendar;
import dev.forebell.collector.engine.calendar.Deadline;
import dev.forebell.collector.engine.calendar.WorkingTime;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.sla.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A risk is a task with a due date in service time, and an end that says what became of it. */
final class Prevention {
  private Prevention() {}

  /**
   * When a risk that opens now has to be dealt with: so long after its detection as the customer
   * agreed, in the hours of its contract; what is foretold, in the last working hour before it
   * comes, or, where that has passed, before it comes.
   *
   * @param contract ids of the contracts that cover it: the earliest counts; empty: every hour
   * @return empty: it is no risk
   */
  static Optional<Instant> dueBy(
      CustomerState state, Finding finding, Optional<String> contract, Instant now) {
    if (finding.means() != Meaning.RISK) {
      return Optional.empty();
    }
    List<Contract> covering = Coverage.contracts(state.config(), contract, now);
    Stream<WorkingTime> hours =
        covering.isEmpty()
            ? Stream.of(new WorkingTime(BusinessCalendar.always()))
            : covering.stream().flatMap(one -> hours(state, one).stream());
    Stream<Instant> agreed =
        hours
            .map(time -> time.deadline(now, state.config().preventWithin()))
            .flatMap(Prevention::date);
    return Stream.concat(agreed, foretold(finding.evidence(), now)).min(Instant::compareTo);
  }

  private static Stream<Instant> foretold(Evidence evidence, Instant now) {
    return evidence instanceof Evidence.Fills fills
        ? Stream.of(fills.lastOpen().filter(now::isBefore).orElse(fills.reached().likely()))
        : Stream.empty();
  }

  private static Stream<Instant> date(Deadline deadline) {
    return switch (deadline) {
      case Deadline.At at -> Stream.of(at.instant());
      case Deadline.None _ -> Stream.empty();
    };
  }

  private static Optional<WorkingTime> hours(CustomerState state, Contract contract) {
    return Optional.ofNullable(state.config().calendars().get(contract.calendar()))
        .map(found -> found.read(contract.makeupDays(), contract.holidays()))
        .map(WorkingTime::new);
  }

  /** Why it ends, where its condition is over; what never was a risk ends as detection says. */
  static Reason ending(Incident incident, Reason said) {
    if (incident.dueBy().isEmpty() || said == Reason.RULE_WITHDRAWN) {
      return said;
    }
    if (said == Reason.LIMIT_REACHED || incident.promise().serviceFrom().isPresent()) {
      return Reason.RISK_CAME_TRUE;
    }
    return acted(incident) ? Reason.RISK_PREVENTED : Reason.RISK_WENT_AWAY;
  }

  /** Whether a person took it on. */
  private static boolean acted(Incident incident) {
    return Stream.of(
            Milestone.ACKNOWLEDGED, Milestone.DIAGNOSED, Milestone.DISPATCHED, Milestone.ARRIVED)
        .anyMatch(step -> incident.times().at(step).isPresent());
  }
}
