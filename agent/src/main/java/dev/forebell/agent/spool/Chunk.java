package dev.forebell.agent.spool;

import dev.forebell.common.model.SampleBatch;
import java.util.List;

/**
 * What the disk holds of a track from a sequence on.
 *
 * @param batches in sequence
 * @param losses what lies between or after them and cannot be read
 * @param through everything asked for up to here is in one of the two; {@link Long#MAX_VALUE}: the
 *     disk knows of nothing more
 */
public record Chunk(List<SampleBatch> batches, List<Loss> losses, long through) {
  public Chunk {
    batches = List.copyOf(batches);
    losses = List.copyOf(losses);
  }

  /** The disk knows nothing of it. */
  static final Chunk NOTHING = new Chunk(List.of(), List.of(), Long.MAX_VALUE);
}
