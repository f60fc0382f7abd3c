package dev.forebell.collector.app;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.incident.CustomerInput;
import dev.forebell.collector.engine.incident.IncidentState;
import dev.forebell.collector.port.CommandGate.Answer;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.Optional;

/** Finds whose incident a command is for and gives it to that customer's machine. */
final class LiveOrders {
  private final IncidentReader incidents;

  LiveOrders(IncidentReader incidents) {
    this.incidents = incidents;
  }

  /** Carries an order out, to be answered after the commit; a refusal is answered at once. */
  void take(EngineRoom room, EngineInput.Ordered ordered, Instant now, AfterCommit afterCommit) {
    refusal(room, ordered, now)
        .ifPresentOrElse(
            refused -> ordered.answer().complete(refused),
            () -> afterCommit.answer(ordered.answer()));
  }

  private Optional<Answer.Refused> refusal(
      EngineRoom room, EngineInput.Ordered ordered, Instant now) {
    Optional<CustomerId> holder = room.customerOf(ordered.incident());
    boolean foreign = ordered.customer().isPresent() && !ordered.customer().equals(holder);
    if (holder.isEmpty() || foreign) {
      return Optional.of(absent(ordered));
    }
    var given =
        new CustomerInput.CommandGiven(now, ordered.incident(), ordered.command(), ordered.by());
    return room.command(holder.get(), given)
        .map(refused -> new Answer.Refused(refused.reason(), refused.sentence()));
  }

  /** Nobody's open incident: one that is closed is refused as such, a foreign one is unknown. */
  private Answer.Refused absent(EngineInput.Ordered ordered) {
    boolean closed =
        incidents
            .find(ordered.incident())
            .filter(row -> ordered.customer().map(row.customer()::equals).orElse(true))
            .filter(row -> row.state().equals(IncidentState.CLOSED.id()))
            .isPresent();
    return closed
        ? new Answer.Refused(
            Reason.ILLEGAL_IN_STATE,
            ordered.incident() + " is closed; nothing more can be done to it")
        : new Answer.Refused(Reason.NO_SUCH_INCIDENT, "there is no incident " + ordered.incident());
  }
}
