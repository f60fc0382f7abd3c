package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.common.model.HostId;
import java.util.List;
import java.util.Optional;

/**
 * A silent host explains what else is wrong with it: its other open incidents stand below that one,
 * conditions that begin meanwhile open nothing. When the silence is over, what still holds goes on
 * by itself.
 */
final class Absorption {
  private Absorption() {}

  static void settle(StepLog log, HostId host) {
    release(log, host);
    absorb(log, host);
    openWhatWaited(log, host);
  }

  private static List<Incident> openOn(StepLog log, HostId host) {
    return log.state().incidents().values().stream()
        .filter(one -> one.open() && one.key().host().filter(host::equals).isPresent())
        .toList();
  }

  private static void release(StepLog log, HostId host) {
    List<Incident> free =
        openOn(log, host).stream().filter(one -> released(log.state(), one)).toList();
    free.forEach(
        one -> log.happens(one.id(), Reason.PARENT_OVER, new Change.Absorbed(Optional.empty())));
  }

  /** Whether its parent has closed, or was the silence of its host and that is over. */
  private static boolean released(CustomerState state, Incident incident) {
    return incident.parent().filter(parent -> over(state, parent)).isPresent();
  }

  private static boolean over(CustomerState state, IncidentId parent) {
    return state
        .incident(parent)
        .filter(one -> one.aboveHosts() || StillHolding.holds(state, one))
        .isEmpty();
  }

  private static void absorb(StepLog log, HostId host) {
    Optional<IncidentId> silence = HostSilence.of(log.state(), host).map(Incident::id);
    silence.ifPresent(
        parent ->
            openOn(log, host).stream()
                .filter(one -> !one.id().equals(parent))
                .filter(one -> one.parent().filter(parent::equals).isEmpty())
                .forEach(
                    one ->
                        log.happens(
                            one.id(),
                            Reason.HOST_SILENT,
                            new Change.Absorbed(Optional.of(parent)))));
  }

  private static void openWhatWaited(StepLog log, HostId host) {
    if (HostSilence.of(log.state(), host).isPresent()) {
      return;
    }
    log.state().conditionsOf(host).stream()
        .filter(held -> held.finding().means() != Meaning.NOTE)
        .filter(held -> log.state().incident(IncidentKey.of(held.key())).isEmpty())
        .forEach(held -> Opening.open(log, held, Reason.PARENT_OVER));
  }
}
