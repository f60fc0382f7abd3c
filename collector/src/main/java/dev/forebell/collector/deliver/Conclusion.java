package dev.forebell.collector.deliver;

import java.util.Optional;

/**
 * What an attempt came to.
 *
 * @param ticket to keep, also of an attempt that failed later; empty: nothing new is known of it
 */
record Conclusion(DeliveryResult result, Optional<TicketAnswer.Found> ticket) {
  static Conclusion of(DeliveryResult result) {
    return new Conclusion(result, Optional.empty());
  }

  /** There was nothing to send. */
  static Conclusion nothingToDo() {
    return of(new DeliveryResult.Accepted(""));
  }
}
