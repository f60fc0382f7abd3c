package dev.forebell.agent.spool;

import dev.forebell.common.wire.Frame.GapReason;

/** Batches of a track that will never be sent, {@code from} to {@code to}, both included. */
public record Loss(long from, long to, GapReason reason) {
  public Loss {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("not a range of sequences: " + from + " to " + to);
    }
  }

  long count() {
    return to - from + 1;
  }
}
