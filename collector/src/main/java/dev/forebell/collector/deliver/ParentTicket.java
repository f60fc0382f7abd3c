package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox.TicketReference;
import java.util.Optional;
import java.util.function.Function;

/**
 * The incident that explains another and its ticket at the same desk. Where that one was never told
 * of, because something else explains it in turn, it is the nearest above that has a ticket.
 *
 * @param ticket empty: the desk knows of none that is above
 */
record ParentTicket(IncidentId incident, Optional<TicketReference> ticket) {
  /** Nothing stands deeper: a guest below its host, its site and an emergency, and one to spare. */
  private static final int MOST_LEVELS = 5;

  /**
   * Of an event.
   *
   * @param tickets the endpoint's
   * @return empty: nothing explains its incident
   */
  static Optional<ParentTicket> of(
      Tree event, TicketFacts facts, Function<IncidentId, Optional<TicketReference>> tickets) {
    Optional<IncidentId> direct = id(event.text("incident", "parent"));
    Optional<IncidentId> above = direct;
    for (int level = 0; level < MOST_LEVELS && above.isPresent(); level++) {
      IncidentId one = above.get();
      Optional<TicketReference> ticket = tickets.apply(one);
      if (ticket.isPresent()) {
        return Optional.of(new ParentTicket(one, ticket));
      }
      above =
          facts
              .incident(one)
              .flatMap(row -> id(Tree.of(TicketInput.object(row.object())).text("parent")));
    }
    return direct.map(id -> new ParentTicket(id, Optional.empty()));
  }

  private static Optional<IncidentId> id(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty()).map(IncidentId::new);
  }
}
