package dev.forebell.collector.api;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which hosts changed since the last look. A change of the link always counts; new values alone are
 * shared out over several looks in a big fleet. Touched by one event loop only.
 */
final class HostChanges {
  private static final int VALUES_PER_LOOK = 200;

  private record Seen(CustomerId customer, LinkState link, Optional<Instant> sampledAt) {}

  private final FleetView fleet;
  private Map<HostId, Seen> seen = new TreeMap<>();

  HostChanges(FleetView fleet) {
    this.fleet = fleet;
    fleet.hosts().forEach(host -> seen.put(host.host(), seenNow(host)));
  }

  List<EventMessage> sinceLast() {
    List<EventMessage> messages = new ArrayList<>();
    Map<HostId, Seen> next = new TreeMap<>();
    int values = 0;
    for (HostNow host : fleet.hosts()) {
      Seen now = seenNow(host);
      Seen before = seen.get(host.host());
      boolean onlyValues = before != null && before.link() == now.link();
      if (now.equals(before) || (onlyValues && values >= VALUES_PER_LOOK)) {
        next.put(host.host(), before == null ? now : before);
        continue;
      }
      values += onlyValues ? 1 : 0;
      next.put(host.host(), now);
      messages.add(EventMessage.host(host));
    }
    seen = next;
    return messages;
  }

  private static Seen seenNow(HostNow host) {
    return new Seen(host.customer(), host.link(), host.lastSampledAt());
  }
}
