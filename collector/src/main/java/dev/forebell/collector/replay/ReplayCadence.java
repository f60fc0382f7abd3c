package dev.forebell.collector.replay;

import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a host of a file samples: a file does not say it, and one recorded or written at
 * another pace than the configuration's would be nothing but gaps.
 */
final class ReplayCadence {
  /** Steps of more different lengths than this are not counted: memory stays bounded. */
  private static final int MOST_LENGTHS = 10_000;

  /** A series and when it was measured last. */
  private static final class Seen {
    private final SeriesKey series;
    private Instant at;

    private Seen(SeriesKey series, Instant at) {
      this.series = series;
      this.at = at;
    }
  }

  private final SortedMap<Duration, Long> steps = new TreeMap<>();
  private final Map<SeriesKey, Seen> bySeries = new HashMap<>();
  private final List<Seen> byPlace = new ArrayList<>();

  /** A line's series are mostly those of the line before: their common step is counted at once. */
  private Instant before = Instant.MIN;

  private long common;

  void add(ReplayLine.Samples line) {
    List<Sample> samples = line.samples();
    for (int i = 0; i < samples.size(); i++) {
      add(seen(i, samples.get(i).series(), line.at()), line.at());
    }
    count(before, line.at(), common);
    common = 0;
  }

  private void add(Seen seen, Instant at) {
    if (!seen.at.equals(before)) {
      count(before, at, common);
      before = seen.at;
      common = 0;
    }
    common++;
    seen.at = at;
  }

  /** The reader gives the same object for the same series; another one costs a look, no more. */
  @SuppressWarnings("ReferenceEquality")
  private Seen seen(int place, SeriesKey series, Instant at) {
    if (place < byPlace.size() && byPlace.get(place).series == series) {
      return byPlace.get(place);
    }
    Seen seen = bySeries.computeIfAbsent(series, key -> new Seen(key, at));
    if (place < byPlace.size()) {
      byPlace.set(place, seen);
    } else {
      byPlace.add(seen);
    }
    return seen;
  }

  private void count(Instant from, Instant to, long times) {
    if (times > 0 && from.isBefore(to)) {
      Duration step = Duration.between(from, to);
      if (steps.containsKey(step) || steps.size() < MOST_LENGTHS) {
        steps.merge(step, times, Long::sum);
      }
    }
  }

  /** The (lower) median time between two samples of a series; empty: no series came twice. */
  Optional<Duration> median() {
    long all = steps.values().stream().mapToLong(Long::longValue).sum();
    long rest = (all - 1) / 2;
    for (Map.Entry<Duration, Long> step : steps.entrySet()) {
      rest -= step.getValue();
      if (rest < 0) {
        return Optional.of(step.getKey());
      }
    }
    return Optional.empty();
  }

  /** The medians of many hosts; those without one are left out. */
  static SortedMap<HostId, Duration> medians(SortedMap<HostId, ReplayCadence> hosts) {
    SortedMap<HostId, Duration> medians = new TreeMap<>();
    hosts.forEach((host, cadence) -> cadence.median().ifPresent(m -> medians.put(host, m)));
    return medians;
  }
}
