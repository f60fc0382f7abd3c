package dev.forebell.collector.app;

import dev.forebell.collector.deliver.TicketFacts;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentReader.Page;
import dev.forebell.collector.port.IncidentReader.Query;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.common.model.CustomerId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What tickets say, from the ledger and the configuration in force. */
record LiveTicketFacts(LiveParts live) implements TicketFacts {
  private static final List<String> OPEN = List.of("open", "acknowledged", "diagnosed");
  private static final int PAGE = 500;

  @Override
  public Optional<IncidentRow> incident(IncidentId id) {
    return live.ledger().incidents().find(id);
  }

  @Override
  public List<IncidentRow> open() {
    List<IncidentRow> open = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page page =
          live.ledger()
              .incidents()
              .list(new Query(Optional.empty(), OPEN, Optional.empty(), cursor, PAGE));
      open.addAll(page.incidents());
      cursor = page.next();
    } while (cursor.isPresent());
    return open;
  }

  @Override
  public Optional<URI> board() {
    return live.configuration().people().board();
  }

  @Override
  public Optional<CustomerConfig> customer(CustomerId id) {
    return Optional.ofNullable(live.configuration().customers().get(id));
  }
}
