package dev.forebell.agent.report;

import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.agent.sampler.Snapshot.ProbeCost;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.MetricDescriptor.Instrument;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Two samples as aligned text: gauges as they are in the second, counters as rates in between. */
@Pure
public final class SampleTable {
  private final HostFacts facts;
  private final Snapshot second;
  private final double seconds;
  private final Map<SeriesKey, Reading> before = new TreeMap<>();

  public SampleTable(HostFacts facts, Snapshot first, Snapshot second) {
    this.facts = facts;
    this.second = second;
    this.seconds =
        Duration.between(first.sampledAt(), second.sampledAt()).toNanos() / 1_000_000_000.0;
    first.samples().forEach(sample -> before.put(sample.series(), sample.reading()));
  }

  /** Host, samples, cost of the probes. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        facts.hostName()
            + ", "
            + facts.osDescription()
            + ", "
            + facts.architecture()
            + ", agent "
            + facts.agentVersion()
            + ", "
            + second.sampledAt());
    lines.add("");
    lines.addAll(aligned(samples()));
    lines.add("");
    lines.addAll(aligned(costs()));
    return lines;
  }

  private List<List<String>> samples() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("METRIC", "VALUE", "ATTRIBUTES"));
    for (Sample sample : second.samples()) {
      if (!ofProbe(sample)) {
        rows.add(List.of(sample.series().metric(), value(sample), attributes(sample.series())));
      }
    }
    return rows;
  }

  // In full, as a rule's `where` names them; last, because they may be long.
  private static String attributes(SeriesKey series) {
    return series.attributes().values().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  // The second table has them.
  private static boolean ofProbe(Sample sample) {
    return sample.series().attributes().get(Metrics.PROBE_NAME).isPresent();
  }

  private List<List<String>> costs() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PROBE", "SERIES", "TOOK", "STATE"));
    for (ProbeCost cost : second.probes()) {
      rows.add(
          List.of(
              cost.probe(),
              Integer.toString(cost.series()),
              String.format(Locale.ROOT, "%.2f ms", cost.took().toNanos() / 1e6),
              cost.failure().orElse("ok")));
    }
    return rows;
  }

  private String value(Sample sample) {
    return switch (sample.reading()) {
      case Reading.Unavailable(Reading.Cause cause) -> unavailable(cause);
      case Reading.Value(double value) ->
          Metrics.find(sample.series().metric())
              .map(metric -> human(metric, sample.series(), value))
              .orElse(Double.toString(value));
    };
  }

  private String human(MetricDescriptor metric, SeriesKey series, double value) {
    if (metric.instrument() == Instrument.GAUGE) {
      return HumanValue.of(metric, value);
    }
    return before.get(series) instanceof Reading.Value(double earlier) && seconds > 0
        ? HumanValue.rate(metric, (value - earlier) / seconds)
        : HumanValue.of(metric, value);
  }

  private static String unavailable(Reading.Cause cause) {
    return "unavailable: " + cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
