package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.Meaning;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What explains others takes them below it: a silent host what else is wrong with it, a silent
 * virtualisation host its silent guests. Conditions that begin meanwhile open nothing. When the
 * explanation is over, what still holds goes on by itself.
 */
final class Absorption {
  private Absorption() {}

  /** The host of the condition this step is about, and guests of what it touched. */
  static void settle(StepLog log) {
    Set<HostId> hosts = new LinkedHashSet<>();
    log.condition().map(event -> event.key().host()).ifPresent(hosts::add);
    log.hosts().stream()
        .flatMap(host -> log.state().config().topology().guestsOf(host).stream())
        .forEach(hosts::add);
    hosts.forEach(host -> settle(log, host));
    log.condition().ifPresent(event -> touchFloors(log, event.key().host()));
  }

  /** Whether a silence still waits for its guests may have changed with one of them. */
  private static void touchFloors(StepLog log, HostId guest) {
    for (HostId floor : log.state().config().topology().floorsOf(guest)) {
      log.state().ofHost(floor).stream()
          .filter(one -> HostSilence.saysSo(one.finding()))
          .forEach(one -> log.touch(one.id()));
      touchFloors(log, floor);
    }
  }

  private static void settle(StepLog log, HostId host) {
    log.state().ofHost(host).stream().filter(Incident::open).forEach(one -> place(log, one.id()));
    openWhatWaited(log, host);
  }

  /**
   * When those that started after it are told of if they are still silent; empty: it has none, or
   * they were.
   */
  static Optional<Instant> releasesAt(CustomerState state, Incident incident) {
    return HostSilence.saysSo(incident.finding())
        ? Explanation.bootsUntil(incident)
            .filter(_ -> incident.key().host().filter(one -> waits(state, one)).isPresent())
        : Optional.empty();
  }

  private static boolean waits(CustomerState state, HostId host) {
    Topology topology = state.config().topology();
    return topology.floorsOf(host).stream().noneMatch(floor -> stands(state, floor))
        && topology.directlyOn(host).stream()
            .anyMatch(
                guest -> HostSilence.holds(state, guest) && HostSilence.of(state, guest).isEmpty());
  }

  /** Whether a silence further below, over or not, still stands for those above. */
  private static boolean stands(CustomerState state, HostId floor) {
    return state.ofHost(floor).stream().anyMatch(one -> HostSilence.saysSo(one.finding()))
        || state.config().topology().floorsOf(floor).stream()
            .anyMatch(below -> stands(state, below));
  }

  /** Below what explains it now; by itself when that is over. */
  private static void place(StepLog log, IncidentId id) {
    Incident incident = log.state().incident(id).orElseThrow();
    Optional<Explanation> by = explanation(log, incident);
    if (by.isPresent()) {
      IncidentId parent = by.get().by().id();
      if (incident.parent().filter(parent::equals).isEmpty()) {
        log.happens(id, by.get().reason(), new Change.Absorbed(Optional.of(parent)));
      }
    } else if (incident.parent().filter(parent -> over(log.state(), parent)).isPresent()) {
      log.happens(id, Reason.PARENT_OVER, new Change.Absorbed(Optional.empty()));
    }
  }

  private static Optional<Explanation> explanation(StepLog log, Incident incident) {
    return incident
        .key()
        .condition()
        .map(
            key ->
                log.state()
                    .condition(key)
                    .orElseGet(
                        () ->
                            new HeldCondition(
                                key,
                                incident.times().beganAt(),
                                incident.finding(),
                                Optional.empty())))
        .flatMap(held -> Explanation.of(log.state(), held, log.now()));
  }

  /** Whether an incident no longer explains anything: one above hosts does until it closes. */
  private static boolean over(CustomerState state, IncidentId parent) {
    boolean ours = parent.customerCode().equals(state.config().code());
    return ours
        && state
            .incident(parent)
            .filter(one -> one.aboveHosts() || StillHolding.holds(state, one))
            .isEmpty();
  }

  private static void openWhatWaited(StepLog log, HostId host) {
    log.state().conditionsOf(host).stream()
        .filter(held -> held.finding().means() != Meaning.NOTE)
        .filter(held -> log.state().incident(IncidentKey.of(held.key())).isEmpty())
        .filter(held -> Explanation.of(log.state(), held, log.now()).isEmpty())
        .filter(held -> Grouping.of(log.state(), held.key()).isEmpty())
        .forEach(held -> Opening.open(log, held, Reason.PARENT_OVER));
  }
}
