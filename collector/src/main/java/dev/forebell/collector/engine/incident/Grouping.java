package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.Finding;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.GroupBy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Conditions of one rule that come together are one matter: once there are enough, an incident
 * opens above those that are open, and stands for all that follow. Outages are never gathered.
 */
final class Grouping {
  private Grouping() {}

  /** Whether a condition is listed with its group instead of opening an incident. */
  static boolean takes(StepLog log, HeldCondition held) {
    Optional<Incident> group = group(log, held);
    group.ifPresent(
        one -> {
          Opening.list(log, one, held, Reason.SAME_CAUSE);
          GroupIncident.rise(log, one.id(), held.finding());
        });
    return group.isPresent();
  }

  /** The open incident of its cause, which this condition may just have made worth one. */
  static Optional<Incident> group(StepLog log, HeldCondition held) {
    GroupBy by = by(log.state(), held.key());
    return gathers(held.finding()) && by.count() > 0
        ? GroupSubject.of(log.state().config(), by, held.key())
            .flatMap(subject -> group(log, held, by, subject))
        : Optional.empty();
  }

  private static boolean gathers(Finding finding) {
    return finding.means() == Meaning.RISK || finding.means() == Meaning.DEGRADATION;
  }

  static GroupBy by(CustomerState state, ConditionKey key) {
    return state.config().groupings().getOrDefault(key.rule(), GroupBy.USUAL);
  }

  private static Optional<Incident> group(
      StepLog log, HeldCondition held, GroupBy by, String subject) {
    IncidentKey key = new IncidentKey(Optional.empty(), held.key().rule(), subject);
    log.state().incident(key).ifPresent(group -> GroupIncident.reopen(log, group, held));
    Optional<Incident> open = log.state().incident(key).filter(Incident::open);
    List<Incident> peers = open.isPresent() ? List.of() : peers(log, held, by, subject);
    return open.isEmpty() && peers.size() + 1 < by.count()
        ? Optional.empty()
        : Optional.of(open.orElseGet(() -> GroupIncident.open(log, key, peers, held)));
  }

  /** Whether it is open, announced, by itself, and no outage. */
  static boolean mayGather(Incident one) {
    return one.state() != IncidentState.SUPPRESSED
        && one.open()
        && one.parent().isEmpty()
        && gathers(one.finding());
  }

  /** Open incidents of the same cause that were detected just before, in id order. */
  private static List<Incident> peers(StepLog log, HeldCondition held, GroupBy by, String subject) {
    Instant from = log.now().minus(by.within());
    return log.state()
        .loose(held.key().rule())
        .filter(one -> !one.times().detectedAt().isBefore(from))
        .filter(one -> isOf(log.state(), one, by, subject))
        .sorted(Comparator.comparing(Incident::id))
        .toList();
  }

  private static boolean isOf(CustomerState state, Incident incident, GroupBy by, String subject) {
    return incident
        .key()
        .condition()
        .flatMap(key -> GroupSubject.of(state.config(), by, key))
        .filter(subject::equals)
        .isPresent();
  }

  /** The open incident of a group that a condition is listed with. */
  static Optional<Incident> of(CustomerState state, ConditionKey key) {
    return groups(state)
        .filter(Incident::open)
        .filter(one -> one.gathered().conditions().contains(key))
        .findFirst();
  }

  /** Incidents above those of one cause, open or resolved. */
  static Stream<Incident> groups(CustomerState state) {
    return state.aboveHosts().stream().filter(GroupIncident::is);
  }
}
