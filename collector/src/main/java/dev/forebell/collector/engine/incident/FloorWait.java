package dev.forebell.collector.engine.incident;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.condition.HeldCondition;
import dev.forebell.collector.engine.condition.LinkNews;
import dev.forebell.collector.engine.customer.Topology;
import dev.forebell.common.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is lost while the host it runs on may be down too waits for that host's verdict: nothing is
 * opened until that is down, which explains the guest, or is known to live.
 */
final class FloorWait {
  /** From the suspicion on: as long as the longest time to confirm that a survived gap asks for. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  /** After its goodbye a host that shuts down is called down then. */
  private static final Duration SHUTDOWN = Duration.ofMinutes(2);

  private static final Duration REBOOT = Duration.ofMinutes(10);

  private FloorWait() {}

  /** Whether a condition must wait. */
  static boolean holds(CustomerState state, HeldCondition held, Instant now) {
    return Explanation.isLost(state, held) && waits(state, held.key().host(), now);
  }

  private static boolean waits(CustomerState state, HostId host, Instant now) {
    return state.config().topology().floorsOf(host).stream()
        .anyMatch(floor -> verdictDue(state, floor, now).isPresent() || waits(state, floor, now));
  }

  /** When a host is called down at the latest; empty: it is, or nothing says that it may be. */
  private static Optional<Instant> verdictDue(CustomerState state, HostId floor, Instant now) {
    return state
        .link(floor)
        .flatMap(FloorWait::verdictDue)
        .filter(now::isBefore)
        .filter(_ -> !HostSilence.holds(state, floor));
  }

  private static Optional<Instant> verdictDue(HostLink link) {
    if (link.words().stream().anyMatch(word -> word.answer().proofOfLife())) {
      return Optional.empty();
    }
    return switch (link.state()) {
      case CONNECTED, CLOSED -> Optional.empty();
      case SILENT -> Optional.of(link.saidAt().plus(LONGEST));
      case UNKNOWN -> link.until().map(grace -> grace.plus(LONGEST));
      case AWAY ->
          link.bye()
              .flatMap(
                  reason ->
                      switch (reason) {
                        case SHUTDOWN, SUSPEND -> Optional.of(link.since().plus(SHUTDOWN));
                        case REBOOT -> Optional.of(link.since().plus(REBOOT));
                        case RESTART, UPGRADE, STOP, LOGOFF -> Optional.empty();
                      });
    };
  }

  /** What waited is told of, or explained, as soon as nothing is to be waited for. */
  static void settle(StepLog log, CustomerInput input) {
    Topology topology = log.state().config().topology();
    switch (input) {
      case CustomerInput.LinkSaid(LinkNews news) -> settle(log, List.of(news.host()));
      case CustomerInput.ConfigChanged _ -> settle(log, topology.floors());
      case CustomerInput.Tick tick ->
          settle(
              log,
              topology.floors().stream()
                  .filter(one -> isDue(log.state(), one, tick.at()))
                  .toList());
      case CustomerInput.Condition _,
          CustomerInput.Shared _,
          CustomerInput.CommandGiven _,
          CustomerInput.PeopleCounted _,
          CustomerInput.SuppressionsGiven _,
          CustomerInput.HostEnrolled _ ->
          log.condition().ifPresent(event -> settle(log, List.of(event.key().host())));
    }
  }

  private static boolean isDue(CustomerState state, HostId floor, Instant now) {
    return state
        .link(floor)
        .flatMap(FloorWait::verdictDue)
        .filter(due -> !due.isAfter(now))
        .isPresent();
  }

  private static void settle(StepLog log, Collection<HostId> floors) {
    Topology topology = log.state().config().topology();
    Set<HostId> guests = new LinkedHashSet<>();
    floors.forEach(floor -> guests.addAll(topology.guestsOf(floor)));
    for (HostId guest : guests) {
      log.state().untoldOf(guest).stream()
          .filter(held -> waited(log.state(), held, log.now()))
          .toList()
          .forEach(held -> Opening.open(log, held, Reason.RUNS_ON_NOT_DOWN));
    }
  }

  /** Whether what has no incident is listed nowhere, and nothing is to be waited for. */
  private static boolean waited(CustomerState state, HeldCondition held, Instant now) {
    return Explanation.isLost(state, held)
        && !waits(state, held.key().host(), now)
        && Grouping.of(state, held.key()).isEmpty()
        && Explanation.of(state, held, now)
            .filter(one -> one.by().gathered().conditions().contains(held.key()))
            .isEmpty();
  }

  /** When something that waits is told of at the latest. */
  static Optional<Instant> wakeAt(CustomerState state, Instant now) {
    Topology topology = state.config().topology();
    return topology.floors().stream()
        .flatMap(
            floor ->
                verdictDue(state, floor, now)
                    .filter(
                        _ -> topology.guestsOf(floor).stream().anyMatch(one -> lost(state, one)))
                    .stream())
        .min(Instant::compareTo);
  }

  private static boolean lost(CustomerState state, HostId guest) {
    return state.conditionsOf(guest).stream().anyMatch(held -> Explanation.isLost(state, held));
  }
}
