package dev.forebell.collector.app;

import dev.forebell.collector.deliver.TicketFacts;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.common.model.CustomerId;
import java.util.Optional;

/** What tickets say, from the ledger and the configuration in force. */
record LiveTicketFacts(LiveParts live) implements TicketFacts {
  @Override
  public Optional<IncidentRow> incident(IncidentId id) {
    return live.ledger().incidents().find(id);
  }

  @Override
  public Optional<CustomerConfig> customer(CustomerId id) {
    return Optional.ofNullable(live.configuration().customers().get(id));
  }
}
