package dev.forebell.collector.metrics;

import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.Attributes;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * node_exporter's names, labels and units, so that rules and dashboards made for it show our hosts.
 * What differs is said in {@code docs/metrics.md}.
 */
final class NodeNaming implements Naming {
  private static final Set<String> LABELS = Set.of("instance", "customer", "site");
  private static final int KNOWN_AT_MOST = 100_000;
  // Names that node_exporter itself exposes without a type.
  private static final List<String> UNTYPED = List.of("node_vmstat_", "node_netstat_");

  private final Map<SeriesKey, Optional<SeriesKey>> known = new HashMap<>();

  @Override
  public Family family(String metric) {
    String help = "As node_exporter's metric of this name (docs/metrics.md)";
    if (UNTYPED.stream().anyMatch(metric::startsWith)) {
      return new Family(metric, Family.Type.UNKNOWN, "", help);
    }
    return metric.endsWith("_total")
        ? Family.counter(metric.substring(0, metric.length() - "_total".length()), help)
        : Family.gauge(metric, help);
  }

  @Override
  public Labels host(HostNow host) {
    return Naming.labels("instance", host);
  }

  @Override
  public Set<String> hostLabels() {
    return LABELS;
  }

  @Override
  public List<Sample> values(HostNow host) {
    if (known.size() > KNOWN_AT_MOST) {
      known.clear();
    }
    List<Sample> theirs = new ArrayList<>();
    for (Sample ours : host.lastValues()) {
      known
          .computeIfAbsent(ours.series(), NodeNaming::renamed)
          .ifPresent(series -> theirs.add(new Sample(series, ours.reading())));
    }
    Sums sums = new Sums(host.lastValues());
    processors(sums, theirs);
    swap(sums, theirs);
    filesystems(sums, theirs);
    disks(sums, theirs);
    system(host, theirs);
    return theirs;
  }

  private static Optional<SeriesKey> renamed(SeriesKey ours) {
    return NodeMetric.find(ours.metric(), ours.attributes()::get)
        .map(theirs -> new SeriesKey(theirs.name(), labels(ours.attributes(), theirs)));
  }

  private static Attributes labels(Attributes ours, NodeMetric theirs) {
    TreeMap<String, String> labels = new TreeMap<>();
    ours.values()
        .forEach(
            (name, value) ->
                Optional.ofNullable(NodeMetric.LABELS.get(name))
                    .ifPresent(label -> labels.put(label, value)));
    if (theirs.name().equals("node_systemd_unit_state")) {
      labels.put("state", "failed");
    }
    return new Attributes(labels);
  }

  /** Values of a host by series, for what is the sum of several. */
  private static final class Sums {
    private final Map<SeriesKey, Double> values = new HashMap<>();

    Sums(List<Sample> samples) {
      for (Sample sample : samples) {
        if (sample.reading() instanceof Reading.Value(double value)) {
          values.put(sample.series(), value);
        }
      }
    }

    Optional<Double> get(SeriesKey series) {
      return Optional.ofNullable(values.get(series));
    }

    Optional<Double> sum(SeriesKey one, SeriesKey other) {
      return get(one).flatMap(a -> get(other).map(b -> a + b));
    }

    /** Series of a metric with that attribute value, in a steady order. */
    List<SeriesKey> of(MetricDescriptor metric, String key, String value) {
      return values.keySet().stream()
          .filter(series -> series.metric().equals(metric.name()))
          .filter(series -> series.attributes().get(key).filter(value::equals).isPresent())
          .sorted()
          .toList();
    }
  }

  /**
   * The agent counts all processors together: each gets the same part, so that their number, their
   * mean and their sum are right.
   */
  private static void processors(Sums sums, List<Sample> theirs) {
    Optional<Double> count = sums.get(Metrics.CPU_LOGICAL_COUNT.series());
    if (count.isEmpty()) {
      return;
    }
    for (String mode : List.of("user", "system", "nice", "idle", "iowait", "interrupt", "steal")) {
      Optional<Double> time = sums.get(Metrics.CPU_TIME.series(Metrics.CPU_MODE, mode));
      for (int cpu = 0; time.isPresent() && cpu < count.get(); cpu++) {
        SeriesKey series =
            SeriesKey.of(
                "node_cpu_seconds_total",
                "cpu",
                Integer.toString(cpu),
                "mode",
                mode.equals("interrupt") ? "irq" : mode);
        theirs.add(Sample.of(series, time.get() / count.get()));
      }
    }
  }

  private static void swap(Sums sums, List<Sample> theirs) {
    sums.sum(
            Metrics.PAGING_USAGE.series(Metrics.PAGING_STATE, "used"),
            Metrics.PAGING_USAGE.series(Metrics.PAGING_STATE, "free"))
        .ifPresent(
            total -> theirs.add(Sample.of(SeriesKey.of("node_memory_SwapTotal_bytes"), total)));
  }

  /** Free to root: what users may take, and what is reserved. */
  private static void filesystems(Sums sums, List<Sample> theirs) {
    for (SeriesKey free : sums.of(Metrics.FILESYSTEM_USAGE, Metrics.FILESYSTEM_STATE, "free")) {
      SeriesKey reserved = with(free, Metrics.FILESYSTEM_STATE, "reserved");
      sums.sum(free, reserved)
          .ifPresent(bytes -> theirs.add(renamed("node_filesystem_free_bytes", free, bytes)));
    }
  }

  /** The kernel's weighted time is the sum of what its operations took. */
  private static void disks(Sums sums, List<Sample> theirs) {
    for (SeriesKey read : sums.of(Metrics.DISK_OPERATION_TIME, Metrics.DISK_DIRECTION, "read")) {
      sums.sum(read, with(read, Metrics.DISK_DIRECTION, "write"))
          .ifPresent(
              seconds ->
                  theirs.add(renamed("node_disk_io_time_weighted_seconds_total", read, seconds)));
    }
  }

  private static SeriesKey with(SeriesKey series, String key, String value) {
    return new SeriesKey(series.metric(), series.attributes().with(Attributes.of(key, value)));
  }

  private static Sample renamed(String name, SeriesKey ours, double value) {
    NodeMetric to = new NodeMetric(ours.metric(), "", "", name);
    return Sample.of(new SeriesKey(name, labels(ours.attributes(), to)), value);
  }

  private static void system(HostNow host, List<Sample> theirs) {
    host.lastSampledAt()
        .ifPresent(
            at -> {
              double now = at.toEpochMilli() / 1000.0;
              theirs.add(Sample.of(SeriesKey.of("node_time_seconds"), now));
            });
    host.facts()
        .ifPresent(
            facts -> {
              theirs.add(
                  Sample.of(
                      SeriesKey.of("node_boot_time_seconds"),
                      (double) facts.bootedAt().getEpochSecond()));
              theirs.add(Sample.of(about(facts), 1));
            });
  }

  private static SeriesKey about(HostFacts facts) {
    return SeriesKey.of(
        "node_uname_info",
        "sysname",
        facts.osType().equals("linux") ? "Linux" : facts.osType(),
        "nodename",
        facts.hostName(),
        "machine",
        facts.architecture().equals("amd64") ? "x86_64" : facts.architecture(),
        "release",
        "",
        "version",
        facts.osDescription(),
        "domainname",
        "(none)");
  }
}
