package dev.forebell.collector.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a host of a file sends heartbeats: one that was recorded or written with fewer of them
 * than an agent sends would be suspect between any two.
 */
final class ReplayBeats {
  /** Fewer steps than this say nothing: one of them may be the outage that the file is about. */
  private static final int FEWEST = 3;

  private static final int MOST_LENGTHS = 10_000;

  private final SortedMap<Duration, Long> steps = new TreeMap<>();
  private Instant last = Instant.MAX;

  void add(Instant at) {
    if (last.isBefore(at)) {
      Duration step = Duration.between(last, at);
      if (steps.containsKey(step) || steps.size() < MOST_LENGTHS) {
        steps.merge(step, 1L, Long::sum);
      }
    }
    last = at;
  }

  /** The (lower) median time between two heartbeats; empty: there are too few. */
  Optional<Duration> median() {
    long all = steps.values().stream().mapToLong(Long::longValue).sum();
    long rest = all < FEWEST ? -1 : (all - 1) / 2;
    for (Map.Entry<Duration, Long> step : steps.entrySet()) {
      if (rest < 0) {
        return Optional.empty();
      }
      rest -= step.getValue();
      if (rest < 0) {
        return Optional.of(step.getKey());
      }
    }
    return Optional.empty();
  }
}
