package dev.forebell.agent.spool;

import dev.forebell.common.model.Pure;
import dev.forebell.common.model.SampleBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Batches in memory, oldest first, bounded by samples. When it is full the oldest routine ones go
 * first and the urgent ones last. For one thread.
 */
@Pure
final class MemoryRing {
  private record Held(SampleBatch batch, boolean urgent) {}

  private final int maxSamples;
  private final Map<BatchKey, Held> held = new LinkedHashMap<>();
  private int samples;

  /**
   * @param maxSamples samples held at most; the newest batch is always held
   */
  MemoryRing(int maxSamples) {
    this.maxSamples = maxSamples;
  }

  /** Takes a batch in; what had to go for it. */
  List<BatchKey> add(SampleBatch batch, boolean urgent) {
    BatchKey key = BatchKey.of(batch);
    held.put(key, new Held(batch, urgent));
    samples += batch.samples().size();
    List<BatchKey> dropped = new ArrayList<>();
    while (samples > maxSamples && held.size() > 1) {
      BatchKey victim = victim(key);
      remove(victim);
      dropped.add(victim);
    }
    return dropped;
  }

  private BatchKey victim(BatchKey newest) {
    Optional<BatchKey> oldest = Optional.empty();
    for (Map.Entry<BatchKey, Held> entry : held.entrySet()) {
      if (!entry.getKey().equals(newest)) {
        if (!entry.getValue().urgent()) {
          return entry.getKey();
        }
        oldest = oldest.or(() -> Optional.of(entry.getKey()));
      }
    }
    return oldest.orElse(newest);
  }

  /** Lets go of the oldest that {@code expendable} allows until no more than that is held. */
  void shrink(int mostSamples, Predicate<BatchKey> expendable) {
    for (BatchKey key : List.copyOf(held.keySet())) {
      if (samples <= mostSamples) {
        return;
      }
      if (expendable.test(key)) {
        remove(key);
      }
    }
  }

  void removeIf(Predicate<BatchKey> which) {
    List.copyOf(held.keySet()).stream().filter(which).forEach(this::remove);
  }

  void remove(BatchKey key) {
    Optional.ofNullable(held.remove(key))
        .ifPresent(gone -> samples -= gone.batch().samples().size());
  }

  Optional<SampleBatch> get(BatchKey key) {
    return Optional.ofNullable(held.get(key)).map(Held::batch);
  }

  /** The lowest sequence of a track at or above {@code from}. */
  Optional<Long> firstOf(Track track, long from) {
    return held.keySet().stream()
        .filter(key -> key.track().equals(track) && key.sequence() >= from)
        .map(BatchKey::sequence)
        .min(Long::compare);
  }

  /** Oldest first. */
  List<SampleBatch> batches() {
    return held.values().stream().map(Held::batch).toList();
  }
}
