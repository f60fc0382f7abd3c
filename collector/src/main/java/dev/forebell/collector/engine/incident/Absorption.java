package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What explains others takes them below it: a silent host what else is wrong with it, a silent
 * virtualisation host its silent guests. Conditions that begin meanwhile open nothing. When the
 * explanation is over, what still holds goes on by itself.
 */
final class Absorption {
  private Absorption() {}

  /** The host of the condition this step is about, and guests of all that it touched. */
  static void settle(StepLog log) {
    TreeSet<HostId> floors = new TreeSet<>(log.hosts());
    log.condition().map(event -> event.key().host()).ifPresent(floors::add);
    Set<HostId> hosts = new LinkedHashSet<>();
    log.condition().map(event -> event.key().host()).ifPresent(hosts::add);
    floors.forEach(floor -> hosts.addAll(guestsOf(log, floor)));
    hosts.forEach(host -> settle(log, host));
    floors.forEach(host -> touchSilences(log, host));
  }

  private static List<HostId> guestsOf(StepLog log, HostId floor) {
    return log.state().config().topology().guestsOf(floor);
  }

  /** Until when a silence stands for its guests may have changed with them or what it stands on. */
  private static void touchSilences(StepLog log, HostId host) {
    touchSilence(log, host);
    guestsOf(log, host).forEach(guest -> touchSilence(log, guest));
    touchFloors(log, host);
  }

  private static void touchFloors(StepLog log, HostId guest) {
    for (HostId floor : log.state().config().topology().floorsOf(guest)) {
      touchSilence(log, floor);
      touchFloors(log, floor);
    }
  }

  private static void touchSilence(StepLog log, HostId host) {
    if (!log.state().config().topology().directlyOn(host).isEmpty()) {
      log.state().ofHost(host).stream()
          .filter(one -> HostSilence.saysSo(one.finding()))
          .forEach(one -> log.touch(one.id()));
    }
  }

  private static void settle(StepLog log, HostId host) {
    CustomerState before = log.state();
    // Where nothing explains anything, only what stood below something else may move.
    List<Incident> concerned =
        mayBeExplained(before, host) ? before.ofHost(host) : before.belowOthers(host);
    concerned.stream().filter(Incident::open).forEach(one -> place(log, one.id()));
    waiting(log.state(), host, log.now())
        .toList()
        .forEach(held -> Opening.open(log, held, Reason.PARENT_OVER));
  }

  /** Whether there is anything that could explain what is wrong with a host. */
  private static boolean mayBeExplained(CustomerState state, HostId host) {
    return HostSilence.of(state, host).isPresent()
        || !state.config().topology().floorsOf(host).isEmpty()
        || SiteDesk.siteOf(state, host)
            .filter(site -> !SiteIncident.of(state, site).isEmpty())
            .isPresent();
  }

  /**
   * When its guests had time to start after it, and those that are still lost are told of; empty:
   * it is not over, or all of them are back or explained by something else.
   */
  static Optional<Instant> releasesAt(CustomerState state, Incident incident) {
    return HostSilence.saysSo(incident.finding())
        ? Explanation.bootsUntil(incident).filter(at -> releases(state, incident, at))
        : Optional.empty();
  }

  private static boolean releases(CustomerState state, Incident incident, Instant at) {
    return incident.key().host().stream()
        .flatMap(host -> state.config().topology().guestsOf(host).stream())
        .anyMatch(guest -> waiting(state, guest, at).findAny().isPresent());
  }

  /** What holds on a host, has no incident, and would be told of at an instant. */
  private static Stream<HeldCondition> waiting(CustomerState state, HostId host, Instant at) {
    return state.untoldOf(host).stream()
        .filter(held -> Explanation.of(state, held, at).isEmpty())
        .filter(held -> !FloorWait.holds(state, held, at))
        .filter(held -> Grouping.of(state, held.key()).isEmpty());
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
    } else if (incident.parent().filter(parent -> over(log, parent)).isPresent()) {
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
  private static boolean over(StepLog log, IncidentId parent) {
    CustomerState state = log.state();
    boolean ours = parent.customerCode().equals(state.config().code());
    return ours
        && state
            .incident(parent)
            .filter(one -> one.aboveHosts() || StillHolding.holds(state, one, log.now()))
            .isEmpty();
  }
}
