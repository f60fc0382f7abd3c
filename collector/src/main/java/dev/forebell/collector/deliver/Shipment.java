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
  /**
   * What it does to the ticket; an endpoint without create gets its first message as an update, a
   * case of the desk's own that was joined is only commented on.
   *
   * @return empty: nothing
   */
  Optional<Kind> kind() {
    String event = pending.message().event();
    Kind kind = DeliveryPlan.kind(event, pending.first());
    if (kind == Kind.CREATE && endpoint.serves(kind).isEmpty()) {
      kind = DeliveryPlan.kind(event, false);
    }
    if (ticket.filter(TicketReference::joined).isPresent() && kind != Kind.CREATE) {
      return kind == Kind.CLOSE ? Optional.empty() : endpoint.serves(Kind.COMMENT);
    }
    return endpoint.serves(kind);
  }
}
