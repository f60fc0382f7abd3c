package dev.forebell.agent.probe;

/**
 * What waits to be sent.
 *
 * @param waiting batches not acknowledged yet
 * @param dropped batches lost since the agent's start
 */
public record BufferLevel(long waiting, long dropped) {
  /** Where nothing is ever sent. */
  public static final BufferLevel EMPTY = new BufferLevel(0, 0);
}
