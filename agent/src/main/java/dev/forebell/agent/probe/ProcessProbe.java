package dev.forebell.agent.probe;

import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes by state, those that are watched, and the guests that run as processes: one walk for
 * all. On a busy host the dearest probe, so it is asked once a minute.
 */
final class ProcessProbe implements Probe {
  /** Lists the processes now. */
  interface Source {
    List<SeenProcess> processes() throws IOException;
  }

  private final Source source;
  private final List<ProcessWatch> watches;
  private final RunningGuests guests = new RunningGuests();

  ProcessProbe(Source source, List<ProcessWatch> watches) {
    this.source = source;
    this.watches = List.copyOf(watches);
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public CostClass cost() {
    return CostClass.MEDIUM;
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<Sample> read() throws IOException {
    List<SeenProcess> processes = source.processes();
    List<Sample> samples = new ArrayList<>();
    for (ProcessState state : ProcessState.values()) {
      samples.add(
          Sample.of(
              Metrics.PROCESS_COUNT.series(Metrics.PROCESS_STATE, state.id()),
              (double) processes.stream().filter(process -> process.state() == state).count()));
    }
    for (ProcessWatch watch : watches) {
      samples.add(
          Sample.of(
              WatchMetrics.PROCESS_MATCHED.series(WatchMetrics.WATCH_NAME, watch.name()),
              (double) processes.stream().filter(process -> isAlive(process, watch)).count()));
    }
    samples.addAll(guests.samples(processes));
    return samples;
  }

  private static boolean isAlive(SeenProcess process, ProcessWatch watch) {
    return process.state() != ProcessState.DEFUNCT && watch.matches(process);
  }
}
