package dev.forebell.agent.report;

import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.common.model.AgentMetrics;
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
    lines.addAll(Aligned.lines(samples()));
    lines.add("");
    lines.addAll(ProbeTable.lines(second.probes()));
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
    return sample.series().attributes().get(AgentMetrics.PROBE_NAME).isPresent();
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
}
