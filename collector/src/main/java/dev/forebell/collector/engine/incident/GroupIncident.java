package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Evidence;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.Host;
import dev.forebell.common.model.ServiceId;
import dev.forebell.common.model.SiteId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The incident that stands above several of one cause. */
final class GroupIncident {
  private static final Comparator<Finding> BADNESS =
      Comparator.comparing(Finding::means)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::wake);

  private GroupIncident() {}

  static boolean is(Incident incident) {
    return incident.finding().evidence() instanceof Evidence.SameCause;
  }

  /** Opens it, and puts those that are open already below it: they keep their tickets. */
  static Incident open(StepLog log, IncidentKey key, List<Incident> peers, HeldCondition last) {
    CustomerState state = log.state();
    IncidentId id = Opening.nextId(log);
    Instant began =
        Stream.concat(peers.stream().map(one -> one.times().beganAt()), Stream.of(last.since()))
            .min(Instant::compareTo)
            .orElseThrow();
    log.happens(
        id,
        Reason.SAME_CAUSE,
        new Change.Opened(
            state.config().id(),
            key,
            site(state, peers, last.key()),
            services(state, peers, last.key()),
            contract(state, peers, last.key()),
            began,
            finding(peers, last),
            state.config().version(),
            dueBy(log, peers, last)));
    peers.forEach(
        one -> log.happens(one.id(), Reason.SAME_CAUSE, new Change.Absorbed(Optional.of(id))));
    return log.state().incident(id).orElseThrow();
  }

  /** The first that is due among those it stands for. */
  private static Optional<Instant> dueBy(StepLog log, List<Incident> peers, HeldCondition last) {
    Optional<String> contract = contract(log.state(), peers, last.key());
    Finding worst = finding(peers, last);
    return Stream.concat(
            peers.stream().flatMap(one -> one.dueBy().stream()),
            Prevention.dueBy(log.state(), worst, contract, log.now()).stream())
        .filter(_ -> worst.means() == Meaning.RISK)
        .min(Instant::compareTo);
  }

  private static Finding finding(List<Incident> peers, HeldCondition last) {
    Finding worst = last.finding();
    for (Incident one : peers) {
      worst = worse(one.finding(), worst) ? one.finding() : worst;
    }
    List<String> ids = peers.stream().map(one -> one.id().value()).toList();
    return about(worst, new Evidence.SameCause(last.key().rule(), ids));
  }

  private static Finding about(Finding worst, Evidence evidence) {
    return new Finding(
        worst.severity(),
        worst.means(),
        worst.wake(),
        evidence,
        worst.runbook(),
        worst.ruleVersion());
  }

  private static boolean worse(Finding one, Finding than) {
    return BADNESS.compare(one, than) > 0;
  }

  /** The site that all share, if they do. */
  private static Optional<SiteId> site(
      CustomerState state, List<Incident> peers, ConditionKey last) {
    Optional<SiteId> site =
        Optional.ofNullable(state.config().hosts().get(last.host())).map(Host::site);
    return site.filter(_ -> peers.stream().allMatch(one -> one.site().equals(site)));
  }

  private static List<ServiceId> services(
      CustomerState state, List<Incident> peers, ConditionKey last) {
    return Stream.concat(
            peers.stream().flatMap(one -> one.services().stream()),
            Coverage.services(state.config(), last.host()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The contract that all share, else the customer's. */
  private static Optional<String> contract(
      CustomerState state, List<Incident> peers, ConditionKey last) {
    Optional<String> one = Coverage.contractOf(state.config(), last.host());
    boolean shared = peers.stream().allMatch(peer -> peer.promise().contract().equals(one));
    return shared ? one : Coverage.contractOf(state.config(), Optional.empty());
  }

  /** One that it stood for is back: so is it, unless a person's word ended it. */
  static void reopen(StepLog log, Incident group, HeldCondition back) {
    boolean recovered = group.times().at(Milestone.RESTORED).isPresent();
    if (!group.open() && recovered && group.gathered().conditions().contains(back.key())) {
      reopen(log, group);
    }
  }

  static void reopen(StepLog log, Incident group) {
    log.happens(group.id(), Reason.CONDITION_RETURNED, new Change.Reopened(group.finding(), ""));
  }

  /** Conditions that it stands for and that still hold, without those with an open incident. */
  static Stream<HeldCondition> holding(CustomerState state, Incident group) {
    return group.gathered().conditions().stream()
        .flatMap(key -> state.condition(key).stream())
        .filter(
            held -> state.incident(IncidentKey.of(held.key())).filter(Incident::open).isEmpty());
  }

  /** Whether it stands for anything still. */
  static boolean holds(CustomerState state, Incident group) {
    return state.childrenOf(group.id()).stream().anyMatch(Incident::open)
        || holding(state, group).findAny().isPresent();
  }

  /** It is as severe as the worst that it stands for. */
  static void rise(StepLog log, IncidentId id, Finding member) {
    log.state()
        .incident(id)
        .filter(group -> group.open() && member.means() != Meaning.OUTAGE)
        .filter(group -> worse(member, group.finding()))
        .ifPresent(
            group ->
                log.happens(
                    id,
                    Reason.LEVEL_ROSE,
                    new Change.SeverityChanged(about(member, group.finding().evidence()))));
  }

  /** An outage stands for itself; anything else can only make its group more severe. */
  static void memberMoved(StepLog log, IncidentId id) {
    Incident member = log.state().incident(id).orElseThrow();
    member
        .parent()
        .flatMap(log.state()::incident)
        .filter(GroupIncident::is)
        .ifPresent(
            group -> {
              if (member.finding().means() == Meaning.OUTAGE) {
                log.happens(id, Reason.LEVEL_ROSE, new Change.Absorbed(Optional.empty()));
              } else {
                rise(log, group.id(), member.finding());
              }
            });
  }
}
