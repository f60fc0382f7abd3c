package dev.forebell.collector.deliver;

import java.time.Instant;
import java.util.Optional;

/**
 * What an attempt came to.
 *
 * @param ticket to keep, also of an attempt that failed later; empty: nothing new is known of it
 * @param settled what was noted to go out is done, or never will be
 * @param taken the desk took what makes the ticket and has not shown one: it must not be told again
 * @param again the desk has nothing yet of an earlier attempt, and may still: to be asked again
 *     then; this was no attempt
 */
record Conclusion(
    DeliveryResult result,
    Optional<TicketAnswer.Found> ticket,
    boolean settled,
    boolean taken,
    Optional<Instant> again) {
  static Conclusion of(DeliveryResult result) {
    return of(result, Optional.empty());
  }

  static Conclusion of(DeliveryResult result, Optional<TicketAnswer.Found> ticket) {
    return new Conclusion(result, ticket, false, false, Optional.empty());
  }

  /** There was nothing to send. */
  static Conclusion nothingToDo() {
    return of(new DeliveryResult.Accepted(""));
  }

  /** What went out may still be carried out until then. */
  static Conclusion later(Instant until) {
    return new Conclusion(
        new DeliveryResult.Accepted(""), Optional.empty(), false, false, Optional.of(until));
  }

  /** Nothing of it is on its way any more. */
  Conclusion asSettled() {
    return new Conclusion(result, ticket, true, taken, again);
  }

  /** The desk has what makes the ticket. */
  Conclusion asTaken() {
    return new Conclusion(result, ticket, settled, true, again);
  }
}
