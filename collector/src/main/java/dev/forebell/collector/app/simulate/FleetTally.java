package dev.forebell.collector.app.simulate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What the fleet did, counted by all its event loops. */
final class FleetTally {
  final AtomicInteger streaming = new AtomicInteger();
  final LongAdder batches = new LongAdder();
  final LongAdder samples = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder refusals = new LongAdder();
  final LongAdder losses = new LongAdder();
  private final LongAccumulator pauseMillis = new LongAccumulator(Math::max, 0);
  private volatile Delays acks = new Delays();

  /** From the sending of a batch to its acknowledgement, since the last reset. */
  Delays acks() {
    return acks;
  }

  /** An event loop of the fleet did not turn for so long, so none of its agents said anything. */
  void paused(long millis) {
    pauseMillis.accumulate(millis);
  }

  /** The longest pause of any event loop of the fleet, from its start on. */
  Duration longestPause() {
    return Duration.ofMillis(pauseMillis.get());
  }

  /** From here on is measured. */
  void reset() {
    acks = new Delays();
    batches.reset();
    samples.reset();
    bytes.reset();
    refusals.reset();
    losses.reset();
  }
}
