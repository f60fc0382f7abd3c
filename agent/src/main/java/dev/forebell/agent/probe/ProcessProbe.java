package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Processes by state; on a busy host the dearest probe, so it is asked once a minute. */
final class ProcessProbe implements Probe {
  /** Counts the processes now. */
  interface Source {
    Map<ProcessState, Integer> count() throws IOException;
  }

  private final Source source;

  ProcessProbe(Source source) {
    this.source = source;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    Map<ProcessState, Integer> counts = source.count();
    return Arrays.stream(ProcessState.values())
        .map(
            state ->
                Sample.of(
                    Metrics.PROCESS_COUNT.series(Metrics.PROCESS_STATE, state.id()),
                    counts.getOrDefault(state, 0)))
        .toList();
  }
}
