package dev.forebell.collector.deliver;

import dev.forebell.collector.port.Outbox.TicketReference;
import java.util.Optional;

/**
 * What an attempt came to.
 *
 * @param ticket to keep; empty: nothing new is known of it
 */
record Conclusion(DeliveryResult result, Optional<TicketReference> ticket) {
  static Conclusion of(DeliveryResult result) {
    return new Conclusion(result, Optional.empty());
  }

  /** There was nothing to send. */
  static Conclusion nothingToDo() {
    return of(new DeliveryResult.Accepted(""));
  }

  static Conclusion ticket(TicketReference ticket) {
    return new Conclusion(new DeliveryResult.Accepted(""), Optional.of(ticket));
  }
}
