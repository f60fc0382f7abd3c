package dev.forebell.collector.deliver;

import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.WebhookEndpoint;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What delivery works with.
 *
 * @param gate gets the tickets' references as links
 * @param endpoints as configured now, by id; asked before each attempt, so a reload counts at once
 * @param clock wall time
 * @param facts what tickets say besides their events
 * @param random 0 (inclusive) to 1 (exclusive): spreads retries
 */
public record DeliveryParts(
    Outbox outbox,
    CommandGate gate,
    Supplier<SortedMap<String, WebhookEndpoint>> endpoints,
    WebhookTransport sender,
    InstantSource clock,
    DoubleSupplier random,
    DeliveryCounters counters,
    TicketFacts facts) {
  /** Tickets say what the events say. */
  public DeliveryParts(
      Outbox outbox,
      CommandGate gate,
      Supplier<SortedMap<String, WebhookEndpoint>> endpoints,
      WebhookTransport sender,
      InstantSource clock,
      DoubleSupplier random,
      DeliveryCounters counters) {
    this(outbox, gate, endpoints, sender, clock, random, counters, TicketFacts.NONE);
  }
}
