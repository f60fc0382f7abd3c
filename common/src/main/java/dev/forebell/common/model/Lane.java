package dev.forebell.common.model;

/**
 * Which of an agent's two streams a batch travels in. The order is the code on the wire: append
 * only.
 */
public enum Lane {
  /** Fresh samples: they feed the rules. */
  LIVE,
  /** What was missed during an outage: completes history, never feeds a live watch. */
  BACKFILL
}
