package dev.forebell.collector.metrics;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The hosts' states and latest values. A host whose values are old shows its state only. Remembers
 * how the fleet was written last, because it hardly changes. Thread-safe.
 */
final class FleetExposition {
  private static final Family UP = Family.gauge("forebell_host_up", "1: the host's agent reports");
  private static final Family STATE =
      Family.gauge("forebell_host_state", "1 for the state the host's link is in");
  private static final Family LAST_HEARD =
      Family.gauge(
          "forebell_host_last_heard_timestamp_seconds",
          "When the collector last heard of the host");
  // Textfiles may bring series that come and go; what was forgotten is made anew.
  private static final int SHAPES_KEPT = 50_000;

  private final Duration staleAfter;
  private ShapeTable table = new ShapeTable(); // guarded by this
  private FleetPlan plan = FleetPlan.of(List.of(), List.of(), table); // guarded by this

  /**
   * @param staleAfter age from which values are no longer shown
   */
  FleetExposition(Duration staleAfter) {
    this.staleAfter = staleAfter;
  }

  /**
   * Everything about the fleet's hosts.
   *
   * @param hosts all of them, in host order
   * @param shown which of them this reader may see
   */
  void write(List<HostNow> hosts, Predicate<HostNow> shown, Instant now, Lines out)
      throws IOException {
    states(hosts.stream().filter(shown).toList(), out);
    Gathered gathered = gather(hosts, host -> shown.test(host) && fresh(host, now));
    gathered.plan.write(gathered.values, out);
  }

  private record Gathered(FleetPlan plan, double[] values) {}

  private synchronized Gathered gather(List<HostNow> hosts, Predicate<HostNow> shown) {
    Optional<Gathered> asBefore = tryGather(hosts, shown);
    if (asBefore.isPresent()) {
      return asBefore.get();
    }
    plan = replan(hosts);
    return tryGather(hosts, shown)
        .orElseThrow(() -> new IllegalStateException("a plan does not fit what it was made for"));
  }

  private Optional<Gathered> tryGather(List<HostNow> hosts, Predicate<HostNow> shown) {
    List<HostId> planned = plan.hosts();
    if (planned.size() != hosts.size()) {
      return Optional.empty();
    }
    double[] values = plan.emptyValues();
    for (int i = 0; i < planned.size(); i++) {
      HostNow host = hosts.get(i);
      if (!host.host().equals(planned.get(i))
          || (shown.test(host) && !plan.gather(i, host, values))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Gathered(plan, values));
  }

  /** Only hosts that send something else than before cost more than a walk. */
  private FleetPlan replan(List<HostNow> hosts) {
    Map<HostId, HostLayout> known = new HashMap<>();
    if (table.size() > SHAPES_KEPT) {
      table = new ShapeTable();
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
              .filter(layout -> layout.describes(host))
              .orElseGet(() -> HostLayout.of(host, table)));
    }
    return FleetPlan.of(hosts.stream().map(HostNow::host).toList(), layouts, table);
  }

  private boolean fresh(HostNow host, Instant now) {
    return reports(host)
        && host.lastSampledAt().isPresent()
        && host.lastSampledAt().get().plus(staleAfter).isAfter(now);
  }

  private static boolean reports(HostNow host) {
    return host.link() == LinkState.UP || host.link() == LinkState.SUSPECT;
  }

  private static void states(List<HostNow> hosts, Lines out) throws IOException {
    if (hosts.isEmpty()) {
      return;
    }
    out.head(UP);
    for (HostNow host : hosts) {
      out.sample(UP, labels(host), reports(host) ? 1 : 0);
    }
    out.head(STATE);
    for (HostNow host : hosts) {
      for (LinkState state : LinkState.values()) {
        out.sample(
            STATE,
            labels(host).add("state", state.name().toLowerCase(Locale.ROOT)),
            state == host.link() ? 1 : 0);
      }
    }
    out.head(LAST_HEARD);
    for (HostNow host : hosts) {
      if (host.lastHeard().isPresent()) {
        out.sample(LAST_HEARD, labels(host), host.lastHeard().get().toEpochMilli() / 1000.0);
      }
    }
  }

  private static Labels labels(HostNow host) {
    return Labels.of(
        "host",
        host.host().value(),
        "customer",
        host.customer().value(),
        "site",
        host.site().value());
  }
}
