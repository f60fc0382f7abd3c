package dev.forebell.collector.metrics;

import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hosts' latest values; those of a host whose values are old are left out. Remembers how the
 * fleet was written last, because it hardly changes. Thread-safe.
 */
final class FleetExposition {
  // Textfiles may bring series that come and go; what was forgotten is made anew.
  private static final int SHAPES_KEPT = 50_000;

  private final Duration staleAfter;
  private final Naming naming;
  private ShapeTable table; // guarded by this
  private FleetPlan plan; // guarded by this

  /**
   * By whose names.
   *
   * @param staleAfter age from which values are no longer shown
   */
  FleetExposition(Naming naming, Duration staleAfter) {
    this.naming = naming;
    this.staleAfter = staleAfter;
    this.table = new ShapeTable(naming);
    this.plan = FleetPlan.of(List.of(), List.of(), table);
  }

  /**
   * The values of the fleet's hosts.
   *
   * @param hosts all of them, in host order
   * @param shown which of them this reader may see
   */
  void write(List<HostNow> hosts, Predicate<HostNow> shown, Instant now, Lines out)
      throws IOException {
    gather(hosts, host -> shown.test(host) && fresh(host, now)).write(out);
  }

  private synchronized FleetPlan.Filled gather(List<HostNow> hosts, Predicate<HostNow> shown) {
    Optional<FleetPlan.Filled> asBefore = tryGather(hosts, shown);
    if (asBefore.isPresent()) {
      return asBefore.get();
    }
    plan = replan(hosts);
    return tryGather(hosts, shown)
        .orElseThrow(() -> new IllegalStateException("a plan does not fit what it was made for"));
  }

  private Optional<FleetPlan.Filled> tryGather(List<HostNow> hosts, Predicate<HostNow> shown) {
    List<HostId> planned = plan.hosts();
    if (planned.size() != hosts.size()) {
      return Optional.empty();
    }
    FleetPlan.Filled filled = plan.empty();
    for (int i = 0; i < planned.size(); i++) {
      HostNow host = hosts.get(i);
      if (!host.host().equals(planned.get(i))
          || (shown.test(host) && !filled.take(i, host, naming.values(host)))) {
        return Optional.empty();
      }
    }
    return Optional.of(filled);
  }

  /** Only hosts that send something else than before cost more than a walk. */
  private FleetPlan replan(List<HostNow> hosts) {
    Map<HostId, HostLayout> known = new HashMap<>();
    if (table.size() > SHAPES_KEPT) {
      table = new ShapeTable(naming);
    } else {
      List<HostLayout> layouts = plan.layouts();
      for (int i = 0; i < layouts.size(); i++) {
        known.put(plan.hosts().get(i), layouts.get(i));
      }
    }
    List<HostLayout> layouts = new ArrayList<>(hosts.size());
    for (HostNow host : hosts) {
      layouts.add(
          Optional.ofNullable(known.get(host.host()))
              .filter(layout -> layout.describes(host, naming.values(host)))
              .orElseGet(() -> HostLayout.of(host, table)));
    }
    return FleetPlan.of(hosts.stream().map(HostNow::host).toList(), layouts, table);
  }

  private boolean fresh(HostNow host, Instant now) {
    return HostStates.reports(host)
        && host.lastSampledAt().isPresent()
        && host.lastSampledAt().get().plus(staleAfter).isAfter(now);
  }
}
