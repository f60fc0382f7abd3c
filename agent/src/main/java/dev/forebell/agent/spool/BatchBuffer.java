package dev.forebell.agent.spool;

import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Batches of the live lane in memory, in sequence without holes: those not acknowledged yet, and
 * acknowledged ones for {@code retain} longer, should a restarted collector ask again. Bounded by
 * samples; when full the oldest go first. What went unacknowledged is counted, and shows to the
 * link as a first sequence above the one it wants to send. For one thread.
 */
@Pure
public final class BatchBuffer {
  private final long epoch;
  private final int maxSamples;
  private final TreeMap<Long, SampleBatch> held = new TreeMap<>();
  private Duration retain = Duration.ofMinutes(5);
  private long next = 1;
  private long acked;
  private int samples;
  private long droppedBatches;

  /**
   * @param epoch a random number, new for each process start
   * @param maxSamples samples held at most, at least one batch is always held; about 45 bytes each
   */
  public BatchBuffer(long epoch, int maxSamples) {
    this.epoch = epoch;
    this.maxSamples = maxSamples;
  }

  /** Takes a batch in, gives it the next sequence, and makes room for it. */
  public SampleBatch add(Instant sampledAt, List<Sample> taken) {
    SampleBatch batch = new SampleBatch(Lane.LIVE, epoch, next++, sampledAt, taken);
    held.put(batch.sequence(), batch);
    samples += taken.size();
    while (samples > maxSamples && held.size() > 1) {
      drop();
    }
    return batch;
  }

  private void drop() {
    SampleBatch oldest = held.pollFirstEntry().getValue();
    samples -= oldest.samples().size();
    if (oldest.sequence() > acked) {
      droppedBatches++;
    }
  }

  /**
   * The collector has everything up to {@code sequence}. Acks of another epoch or of what was never
   * sent are ignored.
   */
  public void ack(Lane lane, long ackedEpoch, long sequence) {
    if (lane == Lane.LIVE && ackedEpoch == epoch && sequence < next) {
      acked = Math.max(acked, sequence);
    }
  }

  /** Lets acknowledged batches go that were sampled more than {@code retain} before {@code now}. */
  public void expire(Instant now) {
    Instant oldest = now.minus(retain);
    while (!held.isEmpty()
        && held.firstEntry().getValue().sequence() <= acked
        && held.firstEntry().getValue().sampledAt().isBefore(oldest)) {
      samples -= held.pollFirstEntry().getValue().samples().size();
    }
  }

  /** How long acknowledged batches stay, as the collector asked. */
  public void retain(Duration duration) {
    retain = duration;
  }

  public long epoch() {
    return epoch;
  }

  /** First sequence held; one above {@link #last()} when nothing is. */
  public long first() {
    return next - held.size();
  }

  /** Newest sequence given out; 0 before the first. */
  public long last() {
    return next - 1;
  }

  /** The batch of {@code sequence}, if still held. */
  public Optional<SampleBatch> get(long sequence) {
    return Optional.ofNullable(held.get(sequence));
  }

  /** Batches that wait for their ack. */
  public long unacked() {
    return Math.min(held.size(), last() - acked);
  }

  /** Batches lost to the bound before they were acknowledged, since the process started. */
  public long dropped() {
    return droppedBatches;
  }
}
