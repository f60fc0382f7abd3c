package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.sla.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Resolved incidents close when their reopen window is over, unless what they say still holds. */
final class Closing {
  /** Where no contract says otherwise. */
  static final Duration REOPEN_WITHIN = Duration.ofMinutes(30);

  private Closing() {}

  /** Windows that ended before this input: closed even if the tick is late. */
  static void before(StepLog log) {
    close(log, end -> end.isBefore(log.now()));
  }

  /** A tick: windows that end now, and incidents whose clocks asked for it. */
  static void due(StepLog log, Instant now) {
    log.state().wakes().dueBy(now).stream()
        .filter(id -> log.state().incident(id).isPresent())
        .forEach(log::touch);
    close(log, end -> !end.isAfter(now));
  }

  private static void close(StepLog log, Predicate<Instant> over) {
    List<Incident> ready =
        log.state().wakes().dueBy(log.now()).stream()
            .flatMap(id -> log.state().incident(id).stream())
            .filter(one -> closesAt(log.state(), one).filter(over).isPresent())
            .toList();
    ready.forEach(one -> close(log, one));
  }

  private static void close(StepLog log, Incident incident) {
    Optional<HeldCondition> held = incident.key().condition().flatMap(log.state()::condition);
    if (held.filter(one -> kept(log, one)).isPresent()) {
      log.happens(incident.id(), Reason.REOPEN_WINDOW_OVER, new Change.Closed());
      Opening.open(log, held.get(), Reason.CONDITION_RETURNED);
    } else if (StillHolding.holds(log.state(), incident, log.now())) {
      // Resolved by a person's word, and the word did not come true.
      log.happens(
          incident.id(), Reason.CONDITION_RETURNED, new Change.Reopened(incident.finding(), ""));
      EmergencyDesk.gather(log, incident.id());
    } else {
      log.happens(incident.id(), Reason.REOPEN_WINDOW_OVER, new Change.Closed());
    }
  }

  /** Whether it holds and may not be announced: it goes on as a new incident that is kept back. */
  private static boolean kept(StepLog log, HeldCondition held) {
    return Gate.of(log.state(), held, log.now()).isPresent();
  }

  /** End of its reopen window; empty unless it is resolved. */
  static Optional<Instant> closesAt(CustomerState state, Incident incident) {
    return incident.times().at(Milestone.RESOLVED).map(at -> at.plus(window(state, incident)));
  }

  private static Duration window(CustomerState state, Incident incident) {
    return Coverage.contracts(state.config(), incident).stream()
        .map(Contract::reopenWithin)
        .max(Comparator.naturalOrder())
        .orElse(REOPEN_WITHIN);
  }
}
