package dev.forebell.agent.spool;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Tells the batches that a rule is likely to care about, without knowing any rule: what stands for
 * a level (how full, how many) moved sharply or came near its limit, a state changed, a value
 * appeared or went missing, the host booted. Such batches are synced at once and are the last that
 * a full buffer drops. Load is no level: it jumps at every sample. For one thread.
 */
@Pure
final class Urgency {
  private static final double SHARP_SHARE = 0.05;
  private static final double[] LIMITS = {0.80, 0.90, 0.95, 0.98};
  private static final Set<String> LEVELS =
      Set.of(
          "system.filesystem.utilization",
          "forebell.filesystem.inodes.utilization",
          "system.memory.utilization",
          "system.paging.utilization");
  private static final Set<String> STATES =
      Set.of("forebell.service.up", "forebell.service.failed", "forebell.listener.up");
  private static final String UPTIME = "system.uptime";

  private Map<SeriesKey, Reading> before = Map.of();
  private OptionalInt seriesHash = OptionalInt.empty();

  /** Whether this batch is urgent beside the one before; the first one is not. */
  boolean isUrgent(List<Sample> samples) {
    Map<SeriesKey, Reading> now = new HashMap<>();
    int hash = 0;
    boolean urgent = false;
    for (Sample sample : samples) {
      hash += 31 * sample.series().hashCode() + (isMissing(sample.reading()) ? 1 : 0);
      if (isWatched(sample.series().metric())) {
        now.put(sample.series(), sample.reading());
        urgent |= isSharp(sample);
      }
    }
    // What appeared, vanished or became unavailable changes this sum; probes that are not due keep
    // their last answer in the batch.
    urgent |= seriesHash.isPresent() && hash != seriesHash.getAsInt();
    seriesHash = OptionalInt.of(hash);
    before = now;
    return urgent;
  }

  private static boolean isMissing(Reading reading) {
    return reading instanceof Reading.Unavailable;
  }

  private static boolean isWatched(String metric) {
    return LEVELS.contains(metric) || STATES.contains(metric) || metric.equals(UPTIME);
  }

  private boolean isSharp(Sample sample) {
    Optional<Reading> last = Optional.ofNullable(before.get(sample.series()));
    return last.isPresent()
        && last.get() instanceof Reading.Value was
        && sample.reading() instanceof Reading.Value is
        && isSharp(sample.series().metric(), was.value(), is.value());
  }

  private static boolean isSharp(String metric, double was, double is) {
    if (metric.equals(UPTIME)) {
      return is < was;
    }
    return LEVELS.contains(metric)
        ? Math.abs(is - was) >= SHARP_SHARE || limitsPassed(was) != limitsPassed(is)
        : is != was;
  }

  private static int limitsPassed(double share) {
    int passed = 0;
    for (double limit : LIMITS) {
      passed += share >= limit ? 1 : 0;
    }
    return passed;
  }
}
