package dev.forebell.collector.app.simulate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the fleet did, counted by all its event loops. */
final class FleetTally {
  final AtomicInteger streaming = new AtomicInteger();
  final LongAdder batches = new LongAdder();
  final LongAdder samples = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder refusals = new LongAdder();
  final LongAdder losses = new LongAdder();
  private volatile Delays acks = new Delays();

  /** From the sending of a batch to its acknowledgement, since the last reset. */
  Delays acks() {
    return acks;
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
