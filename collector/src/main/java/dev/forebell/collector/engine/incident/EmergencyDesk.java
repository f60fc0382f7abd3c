package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.EmergencyFacts;
import dev.forebell.collector.engine.emergency.EmergencyJudge;
import dev.forebell.collector.engine.emergency.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns the verdict into incidents: an outage that alone meets a criterion is promoted itself;
 * several that meet it together get an incident above them. Promotion is automatic; what a person
 * demoted stays so until the facts get worse.
 */
final class EmergencyDesk {
  private EmergencyDesk() {}

  static void settle(StepLog log) {
    Verdict verdict = judge(log.state(), log.state().conditions());
    verdict.met().forEach(criterion -> settle(log, criterion));
  }

  /** The criterion behind an incident above hosts, if it is met now. */
  static Optional<Criterion> met(CustomerState state, IncidentKey key) {
    return judge(state, state.conditions()).met().stream()
        .filter(one -> ParentIncident.key(one).equals(key))
        .findFirst();
  }

  /** What is met now with a part of this incident in it. */
  static Verdict concerning(CustomerState state, Incident incident) {
    Verdict all = judge(state, state.conditions());
    return incident
        .key()
        .condition()
        .map(all::causedBy)
        .orElseGet(() -> new Verdict(met(state, incident.key()).stream().toList()));
  }

  private static void settle(StepLog log, Criterion criterion) {
    List<Incident> causes = open(log.state(), criterion);
    List<Incident> alone =
        causes.stream().filter(one -> meetsAlone(log.state(), one, criterion)).toList();
    Optional<Incident> parent = ParentIncident.of(log.state(), criterion, causes);
    if (causes.isEmpty()) {
      return;
    }
    if (parent.isPresent()) {
      ParentIncident.join(log, parent.get(), criterion, causes);
    } else if (!alone.isEmpty()) {
      promote(log, alone, criterion);
    } else if (causes.stream().anyMatch(one -> !one.urgency().emergency())) {
      ParentIncident.open(log, criterion, causes);
    }
  }

  /** Open incidents of the causes that no silent host explains, in id order. */
  private static List<Incident> open(CustomerState state, Criterion criterion) {
    return state.incidents().values().stream()
        .filter(Incident::open)
        .filter(one -> one.key().condition().filter(criterion.causes()::contains).isPresent())
        .filter(one -> !explained(state, one))
        .toList();
  }

  private static boolean explained(CustomerState state, Incident incident) {
    return incident
        .parent()
        .flatMap(state::incident)
        .filter(parent -> !parent.aboveHosts())
        .isPresent();
  }

  private static boolean meetsAlone(CustomerState state, Incident incident, Criterion criterion) {
    ConditionKey key = incident.key().condition().orElseThrow();
    TreeMap<ConditionKey, HeldCondition> alone = new TreeMap<>();
    state.condition(key).ifPresent(held -> alone.put(key, held));
    return judge(state, alone).about(criterion).isPresent();
  }

  /** One emergency a matter is enough: the first, unless one is or a person said no. */
  private static void promote(StepLog log, List<Incident> alone, Criterion criterion) {
    boolean known =
        alone.stream()
            .map(Incident::urgency)
            .anyMatch(one -> one.emergency() || one.dismissed().covers(criterion));
    if (!known) {
      log.happens(
          alone.getFirst().id(),
          criterion.reason(),
          new Change.Promoted(new Verdict(List.of(criterion)), ""));
    }
  }

  private static Verdict judge(
      CustomerState state, SortedMap<ConditionKey, HeldCondition> conditions) {
    return EmergencyJudge.judge(new EmergencyFacts(state.config(), conditions, state.people()));
  }
}
