package dev.forebell.agent.sampler;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Which probes are due when. Times count from the start of the agent; a late round asks each due
 * probe once, what was missed is not made up for.
 *
 * @param interval between two samples
 * @param intervals per probe name; shorter than {@code interval}: at every sample
 * @param asked when each probe was last asked
 */
@Pure
public record SamplePlan(
    Duration interval, SortedMap<String, Duration> intervals, SortedMap<String, Duration> asked) {
  // A round is due on a grid and runs a little late each time; without slack a probe whose interval
  // is a multiple of the grid would slip to the round after.
  private static final int SLACK_DIVISOR = 2;

  /** Nothing asked yet: everything is due. */
  public static SamplePlan start(Duration interval, SortedMap<String, Duration> intervals) {
    return new SamplePlan(interval, intervals, new TreeMap<>());
  }

  /**
   * The probes to ask in a round at {@code t}, in name order.
   *
   * @param stretch by how much to lengthen the interval of a probe; 1: not at all
   */
  public List<String> due(Duration t, ToIntFunction<String> stretch) {
    return intervals.keySet().stream()
        .filter(name -> isDue(name, t, stretch.applyAsInt(name)))
        .toList();
  }

  private boolean isDue(String name, Duration t, int stretch) {
    Duration last = asked.get(name);
    return last == null
        || t.plus(interval.dividedBy(SLACK_DIVISOR)).compareTo(last.plus(every(name, stretch)))
            >= 0;
  }

  private Duration every(String name, int stretch) {
    Duration own = intervals.getOrDefault(name, Duration.ZERO);
    Duration longer = own.compareTo(interval) > 0 ? own : interval;
    return stretch == 1 ? own : longer.multipliedBy(stretch);
  }

  /** The plan after {@code names} were asked at {@code t}. */
  public SamplePlan after(List<String> names, Duration t) {
    SortedMap<String, Duration> next = new TreeMap<>(asked);
    names.forEach(name -> next.put(name, t));
    return new SamplePlan(interval, intervals, next);
  }

  /** When the round after {@code t} is due: the next point of the grid. */
  public Duration nextRound(Duration t) {
    return interval.multipliedBy(t.dividedBy(interval) + 1);
  }

  /** The same plan on another grid. */
  public SamplePlan every(Duration newInterval) {
    return new SamplePlan(newInterval, intervals, asked);
  }
}
