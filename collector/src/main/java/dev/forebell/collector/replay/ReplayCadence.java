package dev.forebell.collector.replay;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each host of a file samples: a file does not say it, and one recorded or written at
 * another pace than the configuration's would be nothing but gaps.
 */
public final class ReplayCadence {
  private ReplayCadence() {}

  /** The (lower) median time between two samples of a series, by host; absent where unknown. */
  public static SortedMap<HostId, Duration> of(List<ReplayLine> lines) {
    SortedMap<HostId, List<Duration>> steps = new TreeMap<>();
    SortedMap<HostId, Map<SeriesKey, Instant>> last = new TreeMap<>();
    for (ReplayLine line : lines) {
      if (line instanceof ReplayLine.Samples samples) {
        collect(
            samples,
            last.computeIfAbsent(samples.host(), host -> new TreeMap<>()),
            steps.computeIfAbsent(samples.host(), host -> new ArrayList<>()));
      }
    }
    SortedMap<HostId, Duration> medians = new TreeMap<>();
    steps.forEach(
        (host, all) -> {
          if (!all.isEmpty()) {
            medians.put(host, all.stream().sorted().toList().get((all.size() - 1) / 2));
          }
        });
    return medians;
  }

  private static void collect(
      ReplayLine.Samples line, Map<SeriesKey, Instant> last, List<Duration> steps) {
    for (Sample sample : line.samples()) {
      Instant before = last.put(sample.series(), line.at());
      if (before != null && before.isBefore(line.at())) {
        steps.add(Duration.between(before, line.at()));
      }
    }
  }
}
