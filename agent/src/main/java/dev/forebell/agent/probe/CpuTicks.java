package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processor time since boot, all processors together, in milliseconds. */
@Pure
record CpuTicks(
    long user, long system, long nice, long idle, long iowait, long interrupt, long steal) {
  // Of a tick as programs see it; the same on every architecture that runs Java.
  private static final long TICK_MILLIS = 10;
  private static final String ALL_PROCESSORS = "cpu ";

  /**
   * From the text of {@code /proc/stat}, whose first line is of all processors; empty: it has
   * another shape.
   */
  static Optional<CpuTicks> ofStat(String stat) {
    int end = stat.indexOf('\n');
    String line = end < 0 ? stat : stat.substring(0, end);
    List<String> fields = Columns.of(line);
    if (!line.startsWith(ALL_PROCESSORS) || fields.size() < 9) {
      return Optional.empty();
    }
    long[] millis = fields.stream().skip(1).limit(8).mapToLong(CpuTicks::millis).toArray();
    return Optional.of(
        new CpuTicks(
            millis[0],
            millis[2],
            millis[1],
            millis[3],
            millis[4],
            millis[5] + millis[6],
            millis[7]));
  }

  private static long millis(String ticks) {
    return Long.parseLong(ticks) * TICK_MILLIS;
  }

  /**
   * Utilisation by mode between two readings. A mode that ran backwards (Linux corrects {@code
   * iowait} so) counts as zero; without any progress there is no utilisation.
   */
  List<Sample> sharesSince(CpuTicks before) {
    Map<String, Long> deltas = new LinkedHashMap<>();
    Map<String, Long> earlier = before.byMode();
    byMode()
        .forEach(
            (mode, now) -> deltas.put(mode, Math.max(0, now - earlier.getOrDefault(mode, 0L))));
    double total = deltas.values().stream().mapToLong(Long::longValue).sum();
    List<Sample> samples = new ArrayList<>();
    deltas.forEach(
        (mode, delta) ->
            samples.add(
                new Sample(
                    Metrics.CPU_UTILIZATION.series(Metrics.CPU_MODE, mode),
                    Reading.of(Rounded.share(delta, total)))));
    return samples;
  }

  /** The time by mode, as counters; {@code iowait} may run backwards on Linux. */
  List<Sample> times() {
    List<Sample> samples = new ArrayList<>();
    byMode()
        .forEach(
            (mode, millis) ->
                samples.add(
                    new Sample(
                        Metrics.CPU_TIME.series(Metrics.CPU_MODE, mode),
                        Reading.ofNonNegative(millis / 1000.0))));
    return samples;
  }

  private Map<String, Long> byMode() {
    Map<String, Long> modes = new LinkedHashMap<>();
    modes.put("user", user);
    modes.put("system", system);
    modes.put("nice", nice);
    modes.put("idle", idle);
    modes.put("iowait", iowait);
    modes.put("interrupt", interrupt);
    modes.put("steal", steal);
    return modes;
  }
}
