package dev.forebell.agent.link;

import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Track;
import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SampleBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the batch that the collector cannot take. A refusal names none, so after one the batches
 * that were on their way are sent one by one, each after the ack of the one before: the next
 * refusal is of the one that was sent alone.
 */
@Pure
final class Suspects {
  /** Per track up to which sequence a batch was on its way when the collector refused. */
  private final Map<Track, Long> upTo = new HashMap<>();

  /** The newest sent on this connection, per track. */
  private final Map<Track, Long> sent = new HashMap<>();

  /** Sent alone and not acknowledged. */
  private Optional<SampleBatch> alone = Optional.empty();

  void connected() {
    sent.clear();
    alone = Optional.empty();
  }

  /** Whether the one that was sent alone must be acknowledged before the next goes. */
  boolean isWaiting(SendQueue queue) {
    upTo.entrySet().removeIf(entry -> !queue.awaits(entry.getKey(), entry.getValue()));
    return alone.isPresent();
  }

  void sent(SampleBatch batch) {
    Track track = new Track(batch.lane(), batch.epoch());
    sent.merge(track, batch.sequence(), Math::max);
    if (!upTo.isEmpty()) {
      alone = Optional.of(batch);
    }
  }

  void acked(Track track, long sequence) {
    alone =
        alone.filter(
            batch ->
                !track.equals(new Track(batch.lane(), batch.epoch()))
                    || batch.sequence() > sequence);
  }

  /** The batch that is to blame, once it is known. */
  Optional<SampleBatch> refused() {
    Optional<SampleBatch> guilty = alone;
    alone = Optional.empty();
    if (guilty.isEmpty()) {
      sent.forEach((track, sequence) -> upTo.merge(track, sequence, Math::max));
    }
    return guilty;
  }
}
