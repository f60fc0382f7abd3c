package dev.forebell.collector.ingest;

/** WebSocket close codes of this endpoint; docs/protocol.md lists them for agents' authors. */
final class CloseCode {
  /** The answer to a close frame, and to a Bye. */
  static final int NORMAL = 1000;

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
