package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.HostId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How a condition becomes an incident: listed with the one that explains it, waiting for what it
 * runs on, kept back by a window or a silence, reopened, gathered with others of its cause, or new.
 */
final class Opening {
  private Opening() {}

  /** The condition holds, is more than a note, and has no open incident. */
  static void open(StepLog log, HeldCondition held, Reason reason) {
    ConditionKey key = held.key();
    Optional<Incident> known = log.state().incident(IncidentKey.of(key));
    Optional<Explanation> explained = Explanation.of(log.state(), held, log.now());
    Optional<Withholding> kept = Gate.of(log.state(), held, log.now());
    if (explained.isPresent()) {
      list(log, explained.get().by(), held, explained.get().reason());
    } else if (FloorWait.holds(log.state(), held, log.now())) {
      return;
    } else if (kept.isPresent()) {
      IncidentId id = known.map(Incident::id).orElseGet(() -> nextId(log));
      withhold(log, id, held, kept.get());
    } else if (known.isPresent()) {
      log.happens(
          known.get().id(), Reason.CONDITION_RETURNED, new Change.Reopened(held.finding(), ""));
    } else if (!Grouping.takes(log, held)) {
      log.happens(nextId(log), reason, opened(log, held));
    }
  }

  /** It opens nothing: it is written down where it belongs. */
  static void list(StepLog log, Incident with, HeldCondition held, Reason reason) {
    log.happens(with.id(), reason, new Change.Suppressed(held.key(), held.since(), held.finding()));
  }

  /** Written down, not announced. */
  static void withhold(StepLog log, IncidentId id, HeldCondition held, Withholding kept) {
    log.happens(id, kept.reason(), new Change.Withheld(opened(log, held), kept.by()));
  }

  /**
   * Announced now that nothing keeps it: opened, below its group if it has one by now, or reopened
   * where it had been open before.
   */
  static void letOut(StepLog log, Incident incident, HeldCondition held, Reason reason) {
    if (incident.state() != IncidentState.SUPPRESSED) {
      log.happens(incident.id(), reason, new Change.Reopened(held.finding(), ""));
      return;
    }
    Grouping.group(log, held)
        .ifPresent(
            group -> {
              Change below = new Change.Absorbed(Optional.of(group.id()));
              log.happens(incident.id(), Reason.SAME_CAUSE, below);
              GroupIncident.rise(log, group.id(), held.finding());
            });
    log.happens(incident.id(), reason, opened(log, held));
  }

  private static Change.Opened opened(StepLog log, HeldCondition held) {
    CustomerState state = log.state();
    HostId host = held.key().host();
    Optional<String> contract = Coverage.contractOf(state.config(), host);
    return new Change.Opened(
        state.config().id(),
        IncidentKey.of(held.key()),
        Optional.ofNullable(state.config().hosts().get(host)).map(Host::site),
        Coverage.services(state.config(), host),
        contract,
        held.since(),
        held.finding(),
        state.config().version(),
        Prevention.dueBy(state, held.finding(), contract, log.now()));
  }

  /** The id of an incident that is detected now. */
  static IncidentId nextId(StepLog log) {
    int year = log.now().atOffset(ZoneOffset.UTC).getYear();
    return IncidentId.of(log.state().config().code(), year, log.state().lastNumber() + 1);
  }
}
