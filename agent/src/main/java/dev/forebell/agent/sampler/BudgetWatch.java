package dev.forebell.agent.sampler;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Decides how sparing to be, from what was spent. An hour's processor time is an allowance that
 * spending takes from and time refills, never above full: a burst is forgiven, a habit is not. The
 * first reading is the start: what starting costs is paid once and not held against the hour.
 *
 * @param allowance what is left of it, in s; negative: overdrawn
 * @param last what was read last
 */
@Pure
record BudgetWatch(Budget budget, double allowance, Optional<Spent> last, Thrift thrift) {
  private static final List<Thrift> DEGREES = List.of(Thrift.values());
  private static final double SECONDS_PER_HOUR = 3600;
  // Share of the allowance below which each degree of thrift begins.
  private static final double[] BEGINS = {1, 0.5, 0.3, 0.15};
  // How much more must be there before a degree ends: else it would come and go all the time.
  private static final double RELIEF = 0.15;
  private static final double NEAR_MEMORY = 0.9;
  private static final double FAR_MEMORY = 0.8;

  /**
   * A reading.
   *
   * @param at time since the agent's start
   * @param cpuSeconds processor time since then, children included
   * @param memoryBytes memory now; empty: unknown
   */
  record Spent(Duration at, double cpuSeconds, OptionalLong memoryBytes) {}

  static BudgetWatch start(Budget budget) {
    return new BudgetWatch(budget, budget.cpuSecondsPerHour(), Optional.empty(), Thrift.NONE);
  }

  /** After a reading; one that is older than the last, or counts less, changes no allowance. */
  BudgetWatch after(Spent now) {
    double full = budget.cpuSecondsPerHour();
    double left = last.map(before -> left(before, now)).orElse(full);
    double bounded = Math.clamp(left, -full, full);
    return new BudgetWatch(budget, bounded, Optional.of(now), thrift(bounded / full, now));
  }

  private double left(Spent before, Spent now) {
    double seconds = Math.max(0, now.at().minus(before.at()).toNanos() / 1e9);
    double spent = Math.max(0, now.cpuSeconds() - before.cpuSeconds());
    return allowance + seconds * budget.cpuSecondsPerHour() / SECONDS_PER_HOUR - spent;
  }

  private Thrift thrift(double share, Spent now) {
    int degree = DEGREES.indexOf(thrift);
    while (degree < BEGINS.length - 1 && share < BEGINS[degree + 1]) {
      degree++;
    }
    while (degree > 0 && share >= Math.min(1, BEGINS[degree] + RELIEF)) {
      degree--;
    }
    return DEGREES.get(degree == 0 && isNearMemory(now) ? 1 : degree);
  }

  private boolean isNearMemory(Spent now) {
    double near = thrift == Thrift.NONE ? NEAR_MEMORY : FAR_MEMORY;
    return now.memoryBytes().isPresent()
        && now.memoryBytes().getAsLong() > near * budget.memoryBytes();
  }

  /** Share of the hour's processor time that is spent; above 1: overdrawn. */
  double cpuUtilization() {
    return 1 - allowance / budget.cpuSecondsPerHour();
  }

  /** Share of the memory that is taken; empty: unknown. */
  Optional<Double> memoryUtilization() {
    return last.flatMap(
        spent ->
            spent.memoryBytes().isPresent()
                ? Optional.of((double) spent.memoryBytes().getAsLong() / budget.memoryBytes())
                : Optional.empty());
  }
}
