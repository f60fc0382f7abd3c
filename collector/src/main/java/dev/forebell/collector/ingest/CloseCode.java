package dev.forebell.collector.ingest;

/**
 * With what codes this endpoint closes a WebSocket of its own accord; docs/protocol.md lists them
 * for agents' authors.
 */
final class CloseCode {
  /** The collector stops. */
  static final int GOING_AWAY = 1001;

  /** After a Reject frame, which says why. */
  static final int REJECTED = 1008;

  /** No Hello in time, or nothing heard for too long. */
  static final int SILENT = 4000;

  /** A newer session of the same host replaced this silent one. */
  static final int REPLACED = 4001;

  private CloseCode() {}
}
