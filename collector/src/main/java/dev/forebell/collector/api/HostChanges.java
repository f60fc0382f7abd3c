package dev.forebell.collector.api;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which hosts changed since the last look. A change of the link always counts; new values alone are
 * shared out over several looks in a big fleet.
 */
final class HostChanges {
  private static final int VALUES_PER_LOOK = 200;

  private record Seen(LinkState link, Optional<Instant> sampledAt, CustomerId customer) {
    boolean isOf(HostNow host) {
      return link == host.link()
          && sampledAt.equals(host.lastSampledAt())
          && customer.equals(host.customer());
    }
  }

  private final FleetView fleet;
  private final Map<HostId, Seen> seen = new HashMap<>();

  HostChanges(FleetView fleet) {
    this.fleet = fleet;
    restart();
  }

  /** Hosts are as they should be: what comes from now on is a change. */
  synchronized void restart() {
    seen.clear();
    fleet.hosts().forEach(host -> seen.put(host.host(), seenNow(host)));
  }

  synchronized List<EventMessage> sinceLast() {
    List<EventMessage> messages = new ArrayList<>();
    int values = 0;
    List<HostNow> hosts = fleet.hosts();
    for (HostNow host : hosts) {
      Seen before = seen.get(host.host());
      if (before != null && before.isOf(host)) {
        continue;
      }
      boolean onlyValues = before != null && before.link() == host.link();
      values += onlyValues ? 1 : 0;
      if (!onlyValues || values <= VALUES_PER_LOOK) {
        seen.put(host.host(), seenNow(host));
        messages.add(EventMessage.host(host));
      }
    }
    if (seen.size() > hosts.size()) {
      forgetAllBut(hosts);
    }
    return messages;
  }

  private void forgetAllBut(List<HostNow> hosts) {
    Set<HostId> there = new HashSet<>();
    hosts.forEach(host -> there.add(host.host()));
    seen.keySet().retainAll(there);
  }

  private static Seen seenNow(HostNow host) {
    return new Seen(host.link(), host.lastSampledAt(), host.customer());
  }
}
