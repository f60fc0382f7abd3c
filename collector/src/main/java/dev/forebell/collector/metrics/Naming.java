package dev.forebell.collector.metrics;

import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.Sample;
import java.util.List;
import java.util.Set;

/** How a fleet's values are called. One thread at a time. */
interface Naming {
  /** The family of a metric that {@link #values} gives. */
  Family family(String metric);

  /** Labels that each series gets from its host. */
  Labels host(HostNow host);

  /** The names of these labels. */
  Set<String> hostLabels();

  /** What is shown of a host; the same series in the same order while it sends the same. */
  List<Sample> values(HostNow host);

  /** Our own names, which are OpenTelemetry's. */
  Naming OPEN_TELEMETRY =
      new Naming() {
        private static final Set<String> LABELS = Set.of("host", "customer", "site");

        @Override
        public Family family(String metric) {
          return Family.of(metric);
        }

        @Override
        public Labels host(HostNow host) {
          return labels("host", host);
        }

        @Override
        public Set<String> hostLabels() {
          return LABELS;
        }

        @Override
        public List<Sample> values(HostNow host) {
          return host.lastValues();
        }
      };

  /**
   * A host's labels.
   *
   * @param name of the label that names the host
   */
  static Labels labels(String name, HostNow host) {
    return Labels.of(
        name,
        host.host().value(),
        "customer",
        host.customer().value(),
        "site",
        host.site().value());
  }
}
