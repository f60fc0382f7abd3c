package dev.forebell.agent.probe;

import dev.forebell.common.model.MetricDescriptor;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Physical memory, in bytes. The states overlap on Linux: buffers and cached are in part available.
 *
 * @param total physical memory
 * @param byState {@code used}, {@code free} and what else the system tells apart
 */
@Pure
record MemoryState(long total, Map<String, Long> byState) {
  /** What every system says: total, and what programs could still take. */
  static MemoryState of(long total, long available) {
    Map<String, Long> states = new LinkedHashMap<>();
    states.put("used", total - available);
    states.put("free", available);
    return new MemoryState(total, states);
  }

  /** The same with the states that Linux tells apart in {@code /proc/meminfo}. */
  MemoryState withLinux(KeyedNumbers meminfo) {
    Map<String, Long> states = new LinkedHashMap<>(byState);
    meminfo.get("MemFree").ifPresent(bytes -> states.put("free", bytes));
    meminfo.get("Buffers").ifPresent(bytes -> states.put("buffers", bytes));
    meminfo.get("Cached").ifPresent(bytes -> states.put("cached", bytes));
    return new MemoryState(total, states);
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample(Metrics.MEMORY_LIMIT.series(), Reading.ofNonNegative((double) total)));
    byState.forEach(
        (state, bytes) -> {
          samples.add(sample(Metrics.MEMORY_USAGE, state, (double) bytes));
          samples.add(
              sample(
                  Metrics.MEMORY_UTILIZATION,
                  state,
                  Rounded.share((double) bytes, (double) total)));
        });
    return samples;
  }

  private static Sample sample(MetricDescriptor metric, String state, double value) {
    return new Sample(metric.series(Metrics.MEMORY_STATE, state), Reading.ofNonNegative(value));
  }
}
