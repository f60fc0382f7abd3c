package dev.forebell.collector.deliver;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.common.model.CustomerId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a ticket says besides its event. May read the database. */
public interface TicketFacts {
  /** Nothing is known: tickets say what the events say. */
  TicketFacts NONE =
      new TicketFacts() {
        @Override
        public Optional<IncidentRow> incident(IncidentId id) {
          return Optional.empty();
        }

        @Override
        public Optional<CustomerConfig> customer(CustomerId id) {
          return Optional.empty();
        }
      };

  /** The incident as it stands now, with its clocks. */
  Optional<IncidentRow> incident(IncidentId id);

  /** All incidents that are not over; none where only single events are looked at. */
  default List<IncidentRow> open() {
    return List.of();
  }

  /** Address of the board, for links to it; empty: none is configured. */
  default Optional<URI> board() {
    return Optional.empty();
  }

  /** Whose language and time zone the ticket is written in. */
  Optional<CustomerConfig> customer(CustomerId id);
}
