package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionEvent;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import java.util.Optional;

/** What detection says becomes the life of incidents. */
final class ConditionIntake {
  private ConditionIntake() {}

  static void take(StepLog log, ConditionEvent event) {
    Optional<HeldCondition> before = log.state().condition(event.key());
    log.observed(event);
    switch (event) {
      case ConditionEvent.Began began -> began(log, began, before);
      case ConditionEvent.Changed changed -> changed(log, changed, before);
      case ConditionEvent.Recovering recovering ->
          open(log, event.key())
              .ifPresent(
                  id -> happens(log, id, event, new Change.Restored(recovering.restoredAt())));
      case ConditionEvent.Relapsed _ -> relapsed(log, event);
      case ConditionEvent.Late late -> LateNews.take(log, late);
      case ConditionEvent.Ended ended ->
          open(log, event.key())
              .flatMap(log.state()::incident)
              .ifPresent(one -> ended(log, one, ended));
    }
  }

  /** What was never announced needs no resolution. */
  private static void ended(StepLog log, Incident incident, ConditionEvent.Ended event) {
    if (incident.state() == IncidentState.SUPPRESSED && !stillExplains(log, incident)) {
      happens(log, incident.id(), event, new Change.Closed());
    } else {
      Flapping.ended(log, incident, event, event.restoredAt());
    }
  }

  /** The silence of a host that others run on: it stands for them until they had time to start. */
  private static boolean stillExplains(StepLog log, Incident incident) {
    return HostSilence.saysSo(incident.finding())
        && incident
            .key()
            .host()
            .filter(host -> !log.state().config().topology().guestsOf(host).isEmpty())
            .isPresent();
  }

  private static void began(
      StepLog log, ConditionEvent.Began event, Optional<HeldCondition> before) {
    Optional<IncidentId> open = open(log, event.key());
    if (open.isPresent()) {
      known(log, event, open.get(), event.finding());
    } else if (listed(log, event.key(), before)) {
      listedMoved(log, event, event.finding());
    } else if (event.finding().means() != Meaning.NOTE) {
      opens(log, event);
    }
  }

  /** Whether it held before and another incident stands for it. */
  private static boolean listed(StepLog log, ConditionKey key, Optional<HeldCondition> before) {
    return before.isPresent() && Grouping.of(log.state(), key).isPresent();
  }

  /** An outage stands for itself; anything else can only make its group more severe. */
  private static void listedMoved(StepLog log, ConditionEvent event, Finding now) {
    if (now.means() == Meaning.OUTAGE) {
      opens(log, event);
    } else {
      Grouping.of(log.state(), event.key())
          .ifPresent(group -> GroupIncident.rise(log, group.id(), now));
    }
  }

  private static void opens(StepLog log, ConditionEvent event) {
    log.state().condition(event.key()).ifPresent(held -> Opening.open(log, held, event.reason()));
  }

  /** Detection began anew what is open here already: only what differs is recorded. */
  private static void known(StepLog log, ConditionEvent event, IncidentId id, Finding finding) {
    Incident incident = log.state().incident(id).orElseThrow();
    if (incident.times().at(Milestone.RESTORED).isPresent()) {
      happens(log, id, event, new Change.Relapsed());
    }
    moved(log, event, incident, finding);
  }

  private static void changed(
      StepLog log, ConditionEvent.Changed event, Optional<HeldCondition> before) {
    Optional<Incident> known = log.state().incident(IncidentKey.of(event.key()));
    if (known.filter(Incident::open).isPresent()) {
      moved(log, event, known.get(), event.finding());
    } else if (known.filter(one -> worse(one.finding(), event.finding())).isPresent()) {
      reopened(log, known.get(), event, event.finding());
    } else if (known.isEmpty() && listed(log, event.key(), before)) {
      listedMoved(log, event, event.finding());
    } else if (known.isEmpty() && roseFromNote(before, event)) {
      opens(log, event);
    }
  }

  /** Also when nothing was known of it: notes leave no events to be rebuilt from. */
  private static boolean roseFromNote(
      Optional<HeldCondition> before, ConditionEvent.Changed event) {
    boolean wasMore = before.filter(old -> old.finding().means() != Meaning.NOTE).isPresent();
    return !wasMore && event.finding().means() != Meaning.NOTE;
  }

  private static void moved(StepLog log, ConditionEvent event, Incident incident, Finding now) {
    Finding old = incident.finding();
    boolean same =
        old.severity() == now.severity() && old.means() == now.means() && old.wake() == now.wake();
    if (!same) {
      happens(log, incident.id(), event, new Change.SeverityChanged(now));
      GroupIncident.memberMoved(log, incident.id());
    }
  }

  private static boolean worse(Finding old, Finding now) {
    return now.severity().compareTo(old.severity()) > 0
        || now.means().compareTo(old.means()) > 0
        || now.wake().compareTo(old.wake()) > 0;
  }

  /** Bad again; one that a person resolved meanwhile comes back at once. */
  private static void relapsed(StepLog log, ConditionEvent event) {
    Optional<Incident> known = log.state().incident(IncidentKey.of(event.key()));
    known
        .filter(Incident::open)
        .ifPresent(one -> happens(log, one.id(), event, new Change.Relapsed()));
    known.filter(one -> !one.open()).ifPresent(one -> reopened(log, one, event, one.finding()));
  }

  private static void reopened(
      StepLog log, Incident incident, ConditionEvent event, Finding finding) {
    Optional<HeldCondition> held = log.state().condition(event.key());
    Optional<Withholding> kept = held.flatMap(one -> Gate.of(log.state(), one, log.now()));
    if (kept.isPresent()) {
      Opening.withhold(log, incident.id(), held.orElseThrow(), kept.get());
    } else {
      happens(log, incident.id(), event, new Change.Reopened(finding, ""));
    }
  }

  private static Optional<IncidentId> open(StepLog log, ConditionKey key) {
    return log.state().incident(IncidentKey.of(key)).filter(Incident::open).map(Incident::id);
  }

  private static void happens(StepLog log, IncidentId id, ConditionEvent event, Change change) {
    log.happens(id, event.reason(), change);
  }
}
