package dev.forebell.agent.spool;

import java.time.Instant;
import java.util.Optional;

/**
 * What on disk waits for its ack.
 *
 * @param oldest about when the oldest of it was sampled
 */
public record SpoolDepth(long batches, long bytes, Optional<Instant> oldest) {
  static final SpoolDepth EMPTY = new SpoolDepth(0, 0, Optional.empty());
}
