package dev.forebell.collector.metrics;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView.HostNow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Whether the hosts report. */
final class HostStates {
  private static final Family UP = Family.gauge("forebell_host_up", "1: the host's agent reports");
  private static final Family STATE =
      Family.gauge("forebell_host_state", "1 for the state the host's link is in");
  private static final Family LAST_HEARD =
      Family.gauge(
          "forebell_host_last_heard_timestamp_seconds",
          "When the collector last heard of the host");

  private HostStates() {}

  static boolean reports(HostNow host) {
    return host.link() == LinkState.UP || host.link() == LinkState.SUSPECT;
  }

  static void write(List<HostNow> hosts, Lines out) throws IOException {
    if (hosts.isEmpty()) {
      return;
    }
    out.head(UP);
    for (HostNow host : hosts) {
      out.sample(UP, Naming.labels("host", host), reports(host) ? 1 : 0);
    }
    out.head(STATE);
    for (HostNow host : hosts) {
      for (LinkState state : LinkState.values()) {
        String name = state.name().toLowerCase(Locale.ROOT);
        Labels labels = Naming.labels("host", host).add("state", name);
        out.sample(STATE, labels, state == host.link() ? 1 : 0);
      }
    }
    out.head(LAST_HEARD);
    for (HostNow host : hosts) {
      if (host.lastHeard().isPresent()) {
        double heard = host.lastHeard().get().toEpochMilli() / 1000.0;
        out.sample(LAST_HEARD, Naming.labels("host", host), heard);
      }
    }
  }
}
