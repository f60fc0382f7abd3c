package dev.forebell.collector.app.simulation;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import dev.forebell.common.wire.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One lane of what an agent keeps: batches not acknowledged, and acknowledged ones for a while. */
final class Spool {
  private final Lane lane;
  private final long epoch;
  private final TreeMap<Long, SampleBatch> held = new TreeMap<>();
  private long next = 1;
  private long acked;

  Spool(Lane lane, long epoch) {
    this.lane = lane;
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  /** Takes a batch in; the oldest make room. */
  SampleBatch add(Instant sampledAt, List<Sample> samples, int capacity) {
    SampleBatch batch = new SampleBatch(lane, epoch, next++, sampledAt, samples);
    held.put(batch.sequence(), batch);
    while (held.size() > capacity) {
      held.pollFirstEntry();
    }
    return batch;
  }

  void ack(long sequence) {
    acked = Math.max(acked, sequence);
  }

  /** Lets acknowledged batches go that were sampled before {@code oldest}. */
  void expire(Instant oldest) {
    while (!held.isEmpty()
        && held.firstKey() <= acked
        && held.firstEntry().getValue().sampledAt().isBefore(oldest)) {
      held.pollFirstEntry();
    }
  }

  long first() {
    return next - held.size();
  }

  long last() {
    return next - 1;
  }

  /** Whether all is acknowledged but for the newest. */
  boolean isSettled() {
    return acked >= last() - 1;
  }

  Optional<SampleBatch> get(long sequence) {
    return Optional.ofNullable(held.get(sequence));
  }

  Frame.LaneState state() {
    return new Frame.LaneState(lane, epoch, first(), last());
  }

  static Duration retain() {
    return Duration.ofMinutes(5);
  }
}
