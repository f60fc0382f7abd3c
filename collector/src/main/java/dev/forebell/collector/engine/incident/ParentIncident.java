package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.engine.condition.Wake;
import dev.forebell.collector.engine.customer.Service;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The incident that stands above outages which are an emergency only together. */
final class ParentIncident {
  private ParentIncident() {}

  static IncidentKey key(Criterion criterion) {
    return new IncidentKey(Optional.empty(), criterion.rule(), criterion.subject());
  }

  /** Its own; else an open one that a cause stands below already; else its own, just resolved. */
  static Optional<Incident> of(CustomerState state, Criterion criterion, List<Incident> causes) {
    Optional<Incident> own = state.incident(key(criterion));
    return own.filter(Incident::open).or(() -> ofCauses(state, causes)).or(() -> own);
  }

  private static Optional<Incident> ofCauses(CustomerState state, List<Incident> causes) {
    return causes.stream().flatMap(one -> openParent(state, one).stream()).findFirst();
  }

  private static Optional<Incident> openParent(CustomerState state, Incident child) {
    return child
        .parent()
        .flatMap(state::incident)
        .filter(parent -> parent.aboveHosts() && parent.open());
  }

  /** What meets the criterion now joins it; it is promoted again only on worse facts. */
  static void join(StepLog log, Incident parent, Criterion criterion, List<Incident> causes) {
    boolean dismissed = parent.urgency().dismissed().covers(criterion);
    if (!parent.open() && (dismissed || resolvedByWord(parent, criterion))) {
      return;
    }
    if (!parent.open()) {
      Finding finding = finding(log.state(), causes);
      log.happens(parent.id(), Reason.CONDITION_RETURNED, new Change.Reopened(finding, ""));
    }
    absorb(log, parent.id(), causes);
    if (!parent.urgency().emergency() && !dismissed) {
      promote(log, parent.id(), criterion);
    }
  }

  /** A person resolved it while it held: the word stands until the reopen window is over. */
  private static boolean resolvedByWord(Incident parent, Criterion criterion) {
    return parent.times().at(Milestone.RESTORED).isEmpty()
        && parent.urgency().verdict().covers(criterion);
  }

  static void open(StepLog log, Criterion criterion, List<Incident> causes) {
    IncidentId id = Opening.nextId(log);
    Optional<Service> service =
        log.state().config().services().values().stream()
            .filter(one -> one.id().value().equals(criterion.subject()))
            .filter(_ -> !(criterion instanceof Criterion.HostGroupDown))
            .findFirst();
    Instant began =
        causes.stream().map(one -> one.times().beganAt()).min(Instant::compareTo).orElse(log.now());
    log.happens(
        id,
        criterion.reason(),
        new Change.Opened(
            log.state().config().id(),
            key(criterion),
            Optional.empty(),
            service.map(Service::id).stream().toList(),
            Coverage.contractOf(log.state().config(), service),
            began,
            finding(log.state(), causes),
            log.state().config().version()));
    promote(log, id, criterion);
    absorb(log, id, causes);
  }

  private static Finding finding(CustomerState state, List<Incident> causes) {
    List<String> ids = causes.stream().map(one -> one.id().value()).toList();
    return new Finding(
        Severity.CRITICAL,
        Meaning.OUTAGE,
        Wake.NOW,
        new Evidence.Children(ids),
        "",
        state.config().version());
  }

  private static void promote(StepLog log, IncidentId id, Criterion criterion) {
    log.happens(id, criterion.reason(), new Change.Promoted(new Verdict(List.of(criterion)), ""));
  }

  /** Those that no other open incident stands above. */
  static List<Incident> own(CustomerState state, IncidentId parent, List<Incident> causes) {
    return causes.stream()
        .filter(one -> openParent(state, one).filter(by -> !by.id().equals(parent)).isEmpty())
        .toList();
  }

  /** Puts those below it that stand below no open incident. */
  static void absorb(StepLog log, IncidentId parent, List<Incident> causes) {
    causes.stream()
        .filter(one -> openParent(log.state(), one).isEmpty())
        .forEach(
            one ->
                log.happens(
                    one.id(), Reason.PART_OF_EMERGENCY, new Change.Absorbed(Optional.of(parent))));
  }
}
