package dev.forebell.collector.deliver;

import dev.forebell.collector.port.OutboxMessage;

/** Wrong replacements for what the product does right. */
public final class Planted {
  private Planted() {}

  /** Another key at every attempt. */
  static String webhookId(OutboxMessage message) {
    return message.incident() + "-" + System.nanoTime();
  }
}
