package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.CostClass;
import dev.forebell.agent.probe.OwnUsage;
import dev.forebell.agent.probe.Rounded;
import dev.forebell.common.model.AgentMetrics;
import dev.forebell.common.model.Sample;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Holds the agent to its budget, and says when it saves and when no more. Used by one thread. */
public final class BudgetKeeper {
  private static final Logger LOG = System.getLogger(BudgetKeeper.class.getName());

  private final Supplier<OwnUsage> usage;
  private BudgetWatch watch;

  /**
   * @param usage what the agent has taken so far
   */
  public BudgetKeeper(Budget budget, Supplier<OwnUsage> usage) {
    this.usage = usage;
    this.watch = BudgetWatch.start(budget);
  }

  /** Looks at what was spent by {@code t} and decides how sparing to be. */
  Thrift look(Duration t) {
    OwnUsage own = usage.get();
    BudgetWatch before = watch;
    watch = before.after(new BudgetWatch.Spent(t, own.allCpuSeconds(), own.memoryBytes()));
    if (watch.thrift() != before.thrift()) {
      report(before.thrift());
    }
    return watch.thrift();
  }

  private void report(Thrift before) {
    Level level = watch.thrift().compareTo(before) > 0 ? Level.WARNING : Level.INFO;
    LOG.log(
        level,
        "budget: {0} % of an hour''s {1} s of processor time spent, memory at {2} % of {3} MiB;"
            + " intervals stretched: dear probes x{4}, walks x{5}, samples x{6}",
        percent(watch.cpuUtilization()),
        Double.toString(watch.budget().cpuSecondsPerHour()),
        watch.memoryUtilization().map(BudgetKeeper::percent).orElse("?"),
        Long.toString(watch.budget().memoryBytes() >> 20),
        watch.thrift().stretch(CostClass.HIGH),
        watch.thrift().stretch(CostClass.MEDIUM),
        watch.thrift().stretchOfSamples());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f", share * 100);
  }

  BudgetStanding standing() {
    return new BudgetStanding(
        watch.budget(), watch.cpuUtilization(), watch.memoryUtilization(), watch.thrift());
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    samples.add(
        Sample.of(
            AgentMetrics.AGENT_CPU_BUDGET.series(), Rounded.toMillionths(watch.cpuUtilization())));
    watch
        .memoryUtilization()
        .ifPresent(
            share ->
                samples.add(
                    Sample.of(
                        AgentMetrics.AGENT_MEMORY_BUDGET.series(), Rounded.toMillionths(share))));
    for (CostClass cost : CostClass.values()) {
      samples.add(
          Sample.of(
              AgentMetrics.AGENT_STRETCH.series(AgentMetrics.PROBE_COST, cost.id()),
              watch.thrift().stretch(cost)));
    }
    return samples;
  }
}
