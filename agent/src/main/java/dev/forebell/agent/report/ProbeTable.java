package dev.forebell.agent.report;

import dev.forebell.agent.sampler.Snapshot.ProbeState;
import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The probes with what they cost, the most expensive last reading telling itself. */
@Pure
final class ProbeTable {
  private ProbeTable() {}

  static List<String> lines(List<ProbeState> probes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PROBE", "COST", "EVERY", "SERIES", "TOOK", "ERRORS", "TIMEOUTS", "STATE"));
    for (ProbeState probe : probes) {
      rows.add(
          List.of(
              probe.probe(),
              probe.cost(),
              every(probe.every()),
              Integer.toString(probe.series()),
              String.format(Locale.ROOT, "%.2f ms", probe.took().toNanos() / 1e6),
              Long.toString(probe.errors()),
              Long.toString(probe.timeouts()),
              probe.failure().orElse("ok")));
    }
    return Aligned.lines(rows);
  }

  private static String every(Duration every) {
    long seconds = every.toSeconds();
    if (seconds >= 3600 && seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds >= 60 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }
}
