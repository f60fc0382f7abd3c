package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.HostId;
import java.time.ZoneOffset;
import java.util.Optional;

/** How a condition becomes an incident: suppressed by a silent host, reopened, or new. */
final class Opening {
  private Opening() {}

  /** The condition holds, is more than a note, and has no open incident. */
  static void open(StepLog log, HeldCondition held, Reason reason) {
    ConditionKey key = held.key();
    Optional<Incident> known = log.state().incident(IncidentKey.of(key));
    Optional<Incident> silence =
        HostSilence.of(log.state(), key.host())
            .filter(one -> !one.key().equals(IncidentKey.of(key)));
    if (silence.isPresent()) {
      log.happens(
          silence.get().id(),
          Reason.HOST_SILENT,
          new Change.Suppressed(key, held.since(), held.finding()));
    } else if (known.isPresent()) {
      log.happens(
          known.get().id(), Reason.CONDITION_RETURNED, new Change.Reopened(held.finding(), ""));
    } else {
      fresh(log, held, reason);
    }
  }

  private static void fresh(StepLog log, HeldCondition held, Reason reason) {
    CustomerState state = log.state();
    HostId host = held.key().host();
    log.happens(
        nextId(log),
        reason,
        new Change.Opened(
            state.config().id(),
            IncidentKey.of(held.key()),
            Optional.ofNullable(state.config().hosts().get(host)).map(Host::site),
            Coverage.services(state.config(), host),
            Coverage.contractOf(state.config(), host),
            held.since(),
            held.finding(),
            state.config().version()));
  }

  /** The id of an incident that is detected now. */
  static IncidentId nextId(StepLog log) {
    int year = log.now().atOffset(ZoneOffset.UTC).getYear();
    return IncidentId.of(log.state().config().code(), year, log.state().lastNumber() + 1);
  }
}
