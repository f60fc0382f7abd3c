package dev.forebell.collector.ingest;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far an agent's wall clock is behind the collector's, from Hello and heartbeats. Each
 * observation is the true offset plus the time on the way, which is never negative: the smallest of
 * the latest ones is the best. A step of the agent's clock shows as a change between its wall and
 * its monotonic time and starts the estimate afresh. For one thread.
 */
@Pure
public final class ClockOffset {
  private static final int WINDOW = 16;
  private static final Duration STEP = Duration.ofMillis(250);

  // The latest ones, in a ring; the smallest of them is asked for with every heartbeat.
  private final Duration[] observed = new Duration[WINDOW];
  private int known;
  private int next;
  private Duration smallest = Duration.ZERO;
  private Optional<Instant> zero = Optional.empty();

  /** A Hello: the wall clock alone. */
  public void observe(Instant agentWall, Instant receivedAt) {
    boolean full = known == WINDOW;
    Duration seen = Duration.between(agentWall, receivedAt);
    boolean forgets = full && observed[next].equals(smallest);
    observed[next] = seen;
    next = (next + 1) % WINDOW;
    known = full ? WINDOW : known + 1;
    if (known == 1 || seen.compareTo(smallest) <= 0) {
      smallest = seen;
    } else if (forgets) {
      smallest = Arrays.stream(observed).min(Duration::compareTo).orElseThrow();
    }
  }

  /** A heartbeat: both of the agent's clocks. */
  public void observe(Instant agentWall, Duration agentMonotonic, Instant receivedAt) {
    Instant agentZero = agentWall.minus(agentMonotonic);
    boolean stepped =
        zero.filter(before -> Duration.between(before, agentZero).abs().compareTo(STEP) > 0)
            .isPresent();
    if (stepped) {
      known = 0;
      next = 0;
    }
    zero = Optional.of(agentZero);
    observe(agentWall, receivedAt);
  }

  /** What to add to the agent's times; zero before the first observation. */
  Duration offset() {
    return smallest;
  }

  /** Seconds, to the millisecond, by which the agent's clock is ahead; negative: behind. */
  double secondsAhead() {
    Duration ahead = offset().negated();
    return Math.rint((ahead.getSeconds() + ahead.getNano() / 1e9) * 1e3) / 1e3;
  }

  /** {@code agentTime} on the collector's clock; what was received cannot lie in the future. */
  public Instant correct(Instant agentTime, Instant receivedAt) {
    Instant corrected = agentTime.plus(offset());
    return corrected.isAfter(receivedAt) ? receivedAt : corrected;
  }

  /** The batch as of our clock; how wrong the agent's is counts as what the agent measures. */
  SampleBatch corrected(SampleBatch batch, Instant receivedAt) {
    return new SampleBatch(
        batch.lane(),
        batch.epoch(),
        batch.sequence(),
        correct(batch.sampledAt(), receivedAt),
        batch.lane() == Lane.LIVE ? withClock(batch.samples()) : batch.samples());
  }

  private List<Sample> withClock(List<Sample> samples) {
    List<Sample> all = new ArrayList<>(samples);
    all.add(Sample.of(Metrics.CLOCK_OFFSET.series(), secondsAhead()));
    return all;
  }
}
