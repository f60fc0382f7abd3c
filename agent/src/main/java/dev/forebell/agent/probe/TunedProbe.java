package dev.forebell.agent.probe;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A probe at a pace and with a patience that the agent's file gives it. */
final class TunedProbe implements Probe {
  private final Probe probe;
  private final Optional<Duration> interval;
  private final Optional<Duration> timeout;

  TunedProbe(Probe probe, ProbeTuning tuning) {
    this.probe = probe;
    this.interval = tuning.interval();
    this.timeout = tuning.timeout();
  }

  @Override
  public String name() {
    return probe.name();
  }

  @Override
  public CostClass cost() {
    return probe.cost();
  }

  @Override
  public boolean mayBlock() {
    return probe.mayBlock();
  }

  @Override
  public Duration interval() {
    return interval.orElseGet(probe::interval);
  }

  @Override
  public Duration timeout() {
    return timeout.orElseGet(probe::timeout);
  }

  @Override
  public List<SeriesKey> promised() {
    return probe.promised();
  }

  @Override
  public List<Sample> read() throws IOException {
    return probe.read();
  }
}
