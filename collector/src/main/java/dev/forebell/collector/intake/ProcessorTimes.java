package dev.forebell.collector.intake;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Processor time by mode and what it says of utilisation. */
@Pure
record ProcessorTimes(Map<String, Double> seconds) {
  /**
   * Sums an exporter's series over all processors.
   *
   * @param label that says the mode
   * @param modes theirs to ours; several of theirs may come to one of ours
   */
  static ProcessorTimes of(RawValues raw, String name, String label, Map<String, String> modes) {
    Map<String, double[]> byTheirs = new HashMap<>();
    for (RawValues.Raw one : raw.all(name)) {
      byTheirs.computeIfAbsent(one.label(label), _ -> new double[1])[0] += one.value();
    }
    Map<String, Double> seconds = new LinkedHashMap<>();
    modes.forEach(
        (theirs, ours) ->
            Optional.ofNullable(byTheirs.get(theirs))
                .ifPresent(time -> seconds.merge(ours, time[0], Double::sum)));
    return new ProcessorTimes(seconds);
  }

  /** Times as counters, and shares since {@code before} where every mode went on. */
  void into(Translation out, Optional<ProcessorTimes> before) {
    seconds.forEach((mode, time) -> out.add(Metrics.CPU_TIME, time, Metrics.CPU_MODE, mode));
    before
        .filter(one -> one.seconds.keySet().equals(seconds.keySet()))
        .ifPresent(one -> shares(out, one));
  }

  private void shares(Translation out, ProcessorTimes before) {
    Map<String, Double> deltas = new LinkedHashMap<>();
    seconds.forEach(
        (mode, now) -> deltas.put(mode, Math.max(0, now - before.seconds.getOrDefault(mode, now))));
    double total = deltas.values().stream().mapToDouble(Double::doubleValue).sum();
    if (total > 0) {
      deltas.forEach(
          (mode, delta) -> out.add(Metrics.CPU_UTILIZATION, delta / total, Metrics.CPU_MODE, mode));
    }
  }
}
