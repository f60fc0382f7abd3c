package dev.forebell.agent.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What waits to be sent.
 *
 * @param waiting batches not acknowledged yet
 * @param dropped batches lost since the agent's start
 * @param bytes what they take on disk; empty: not known
 * @param oldest age of the oldest of them; empty: none waits, or not known
 */
public record BufferLevel(
    long waiting, long dropped, OptionalLong bytes, Optional<Duration> oldest) {
  /** Where nothing is ever sent. */
  public static final BufferLevel EMPTY =
      new BufferLevel(0, 0, OptionalLong.empty(), Optional.empty());
}
