package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.emergency.Criterion;
import dev.forebell.collector.engine.emergency.EmergencyFacts;
import dev.forebell.collector.engine.emergency.EmergencyJudge;
import dev.forebell.collector.engine.emergency.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Turns the verdict into incidents: an outage that alone meets a criterion is promoted itself;
 * several that meet it together get an incident above them. Promotion is automatic; what a person
 * demoted stays so until the facts get worse.
 */
final class EmergencyDesk {
  private EmergencyDesk() {}

  static void settle(StepLog log, CustomerInput input) {
    Verdict verdict = judge(log.state(), log.state().outages());
    boolean all = !(input instanceof CustomerInput.Condition);
    verdict.met().stream()
        .filter(criterion -> all || concerned(log, criterion))
        .forEach(criterion -> settle(log, criterion));
  }

  /** Whether this step touched one of its hosts. */
  private static boolean concerned(StepLog log, Criterion criterion) {
    return criterion.causes().stream()
        .anyMatch(
            cause ->
                log.hosts().contains(cause.host())
                    || log.condition()
                        .filter(on -> on.key().host().equals(cause.host()))
                        .isPresent());
  }

  /**
   * Whether the criterion behind an incident above hosts is met now, by what no other open incident
   * stands above.
   */
  static boolean standsFor(CustomerState state, Incident parent, Instant now) {
    return met(state, parent.key())
        .filter(one -> !ParentIncident.own(state, parent.id(), saying(state, one, now)).isEmpty())
        .isPresent();
  }

  /** An incident above hosts that is open again stands above all that meet its criterion. */
  static void gather(StepLog log, IncidentId parent) {
    log.state()
        .incident(parent)
        .flatMap(one -> met(log.state(), one.key()))
        .ifPresent(one -> ParentIncident.absorb(log, parent, saying(log.state(), one, log.now())));
  }

  private static Optional<Criterion> met(CustomerState state, IncidentKey key) {
    return judge(state, state.outages()).met().stream()
        .filter(one -> ParentIncident.key(one).equals(key))
        .findFirst();
  }

  /** What is met now with a part of what this incident answers for in it. */
  static Verdict concerning(StepLog log, Incident incident) {
    Verdict all = judge(log.state(), log.state().outages());
    return new Verdict(
        Stream.concat(
                all.met().stream().filter(criterion -> concerns(log, criterion, incident)),
                SiteEmergency.concerning(log.state(), incident).stream())
            .toList());
  }

  private static boolean concerns(StepLog log, Criterion criterion, Incident incident) {
    return incident.aboveHosts()
        ? ParentIncident.key(criterion).equals(incident.key())
        : open(log, criterion).stream().anyMatch(one -> one.id().equals(incident.id()));
  }

  private static void settle(StepLog log, Criterion criterion) {
    List<Incident> causes = open(log, criterion);
    List<Incident> alone = causes.stream().filter(one -> meetsAlone(log, one, criterion)).toList();
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

  /** The open incidents that answer for the causes, in id order. */
  private static List<Incident> open(StepLog log, Criterion criterion) {
    return saying(log.state(), criterion, log.now()).stream().filter(Incident::open).toList();
  }

  /** The incidents that answer for the causes, resolved by a person's word or open, in id order. */
  private static List<Incident> saying(CustomerState state, Criterion criterion, Instant now) {
    TreeMap<IncidentId, Incident> answering = new TreeMap<>();
    criterion
        .causes()
        .forEach(
            cause -> answering(state, cause, now).ifPresent(one -> answering.put(one.id(), one)));
    return List.copyOf(answering.values());
  }

  /** Its own incident, or the one that explains it: a silent host, what a guest runs on. */
  private static Optional<Incident> answering(
      CustomerState state, ConditionKey cause, Instant now) {
    return state
        .condition(cause)
        .flatMap(held -> Explanation.of(state, held, now))
        .map(Explanation::by)
        .or(() -> state.incident(IncidentKey.of(cause)));
  }

  /** Whether what one incident answers for meets the criterion without the others. */
  private static boolean meetsAlone(StepLog log, Incident incident, Criterion criterion) {
    TreeMap<ConditionKey, HeldCondition> alone = new TreeMap<>();
    // Members that are down for maintenance are down, whoever is to blame for the emergency.
    log.state().quiet().excused().forEach(one -> put(log.state(), one, alone));
    for (ConditionKey cause : criterion.causes()) {
      boolean answers =
          answering(log.state(), cause, log.now())
              .filter(one -> one.id().equals(incident.id()))
              .isPresent();
      if (answers) {
        put(log.state(), cause, alone);
      }
    }
    return EmergencyJudge.about(facts(log.state(), alone), criterion).isPresent();
  }

  private static void put(
      CustomerState state, ConditionKey key, SortedMap<ConditionKey, HeldCondition> into) {
    state.condition(key).ifPresent(held -> into.put(key, held));
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
      CustomerState state, SortedMap<ConditionKey, HeldCondition> outages) {
    return EmergencyJudge.judge(facts(state, outages));
  }

  private static EmergencyFacts facts(
      CustomerState state, SortedMap<ConditionKey, HeldCondition> conditions) {
    return new EmergencyFacts(
        state.config(),
        conditions,
        SiteSuspects.of(state),
        state.quiet().excused(),
        state.people());
  }
}
