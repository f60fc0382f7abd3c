package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.OwnUsage;
import dev.forebell.agent.probe.Probe;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A probe that does what a test wants before it answers with the number 1. */
record TestProbe(String name, Duration interval, Duration timeout, Action first) implements Probe {
  /** What comes before the answer. */
  interface Action {
    void act() throws IOException;
  }

  static TestProbe of(String name, Action first) {
    return new TestProbe(name, Duration.ZERO, Duration.ofSeconds(20), first);
  }

  /** Answers at once. */
  static TestProbe quick(String name) {
    return of(name, () -> {});
  }

  /** No agent can spend so much. */
  static BudgetKeeper unlimited() {
    return new BudgetKeeper(
        new Budget(Duration.ofDays(1000), Long.MAX_VALUE / 2),
        () ->
            new OwnUsage(
                OptionalDouble.of(0),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty()));
  }

  Sample sample() {
    return Sample.of(Metrics.SESSION_COUNT.series(Metrics.SESSION_STATE, name), 1);
  }

  @Override
  public List<Sample> read() throws IOException {
    first.act();
    return List.of(sample());
  }
}
