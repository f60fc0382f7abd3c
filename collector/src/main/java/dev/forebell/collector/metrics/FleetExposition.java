package dev.forebell.collector.metrics;

import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The hosts' states and latest values. A host whose values are old shows its state only. */
final class FleetExposition {
  private static final Set<String> OWN_LABELS = Set.of("host", "customer", "site");

  private final Duration staleAfter;
  private final Map<String, ExpositionName> names = new HashMap<>();

  /**
   * @param staleAfter age from which values are no longer shown
   */
  FleetExposition(Duration staleAfter) {
    this.staleAfter = staleAfter;
  }

  void write(Exposition out, List<HostNow> hosts, Instant now) {
    for (HostNow host : hosts) {
      String labels = labels(host);
      state(out, host, labels);
      if (fresh(host, now)) {
        host.lastValues().forEach(sample -> value(out, labels, sample));
      }
    }
  }

  private boolean fresh(HostNow host, Instant now) {
    return reports(host)
        && host.lastSampledAt().filter(at -> at.plus(staleAfter).isAfter(now)).isPresent();
  }

  private static boolean reports(HostNow host) {
    return host.link() == LinkState.UP || host.link() == LinkState.SUSPECT;
  }

  private static String labels(HostNow host) {
    StringBuilder labels = new StringBuilder();
    Exposition.label(labels, "host", host.host().value());
    Exposition.label(labels, "customer", host.customer().value());
    Exposition.label(labels, "site", host.site().value());
    return labels.toString();
  }

  private static void state(Exposition out, HostNow host, String labels) {
    out.family("forebell_host_up", "gauge", "1: the host's agent reports")
        .sample(labels, reports(host) ? 1 : 0);
    Exposition.Family states =
        out.family("forebell_host_state", "gauge", "1 for the state the host's link is in");
    for (LinkState state : LinkState.values()) {
      String name = state.name().toLowerCase(Locale.ROOT);
      states.sample(labels + ",state=\"" + name + "\"", state == host.link() ? 1 : 0);
    }
    host.lastHeard()
        .ifPresent(
            heard ->
                out.family(
                        "forebell_host_last_heard_timestamp_seconds",
                        "gauge",
                        "When the collector last heard of the host")
                    .sample(labels, heard.toEpochMilli() / 1000.0));
  }

  private void value(Exposition out, String hostLabels, Sample sample) {
    if (!(sample.reading() instanceof Reading.Value(double value))) {
      return;
    }
    ExpositionName name = names.computeIfAbsent(sample.series().metric(), ExpositionName::of);
    StringBuilder labels = new StringBuilder(hostLabels);
    sample.series().attributes().values().forEach((k, v) -> attribute(labels, k, v));
    out.family(name.name(), name.type(), name.help()).sample(labels, value);
  }

  private static void attribute(StringBuilder labels, String name, String value) {
    String legal = ExpositionName.legal(name);
    Exposition.label(labels, OWN_LABELS.contains(legal) ? "attribute_" + legal : legal, value);
  }
}
