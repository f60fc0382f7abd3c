package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentConnection;
import dev.forebell.common.model.Lane;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private Planted() {}

  /** Tells the agent before anything is on disk. */
  static void ack(
      AfterCommit unused, AgentConnection connection, Lane lane, long epoch, long sequence) {
    connection.ack(lane, epoch, sequence);
  }
}
