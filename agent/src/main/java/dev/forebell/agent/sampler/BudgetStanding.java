package dev.forebell.agent.sampler;

import dev.forebell.agent.probe.CostClass;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the agent keeps its budget, for people.
 *
 * @param cpuUtilization share of an hour's processor time that is spent; above 1: overdrawn
 * @param memoryUtilization share of the memory taken; empty: unknown
 */
public record BudgetStanding(
    Budget budget, double cpuUtilization, Optional<Double> memoryUtilization, Thrift thrift) {
  /** By how much intervals are lengthened now, by the cost of the probe: low, medium, high. */
  public SortedMap<String, Integer> stretch() {
    SortedMap<String, Integer> all = new TreeMap<>();
    for (CostClass cost : CostClass.values()) {
      all.put(cost.id(), thrift.stretch(cost));
    }
    return all;
  }
}
