package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.WebhookEndpoint;
import dev.forebell.collector.port.WebhookEndpoint.Kind;
import java.util.Optional;

/**
 * A message on its way.
 *
 * @param ticket the desk's, where it is known
 * @param repeated whether an earlier attempt may have reached the desk
 */
record Shipment(
    Pending pending, WebhookEndpoint endpoint, Optional<TicketReference> ticket, boolean repeated) {
  /** What it does to the ticket; an endpoint without create gets its first message as an update. */
  Kind kind() {
    Kind kind = DeliveryPlan.kind(pending.message().event(), pending.first());
    return endpoint.calls().containsKey(kind)
        ? kind
        : DeliveryPlan.kind(pending.message().event(), false);
  }

  Shipment with(TicketReference found) {
    return new Shipment(pending, endpoint, Optional.of(found), repeated);
  }
}
