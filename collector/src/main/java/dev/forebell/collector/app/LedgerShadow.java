package dev.forebell.collector.app;

import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.json.EventPayload;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.ShadowReport;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Reports of what a running collector would have sent, from its log. */
final class LedgerShadow implements ShadowReport.Source {
  private static final int PAGE = 500;

  private final IncidentReader incidents;
  private final CustomerBook customers;

  LedgerShadow(IncidentReader incidents, CustomerBook customers) {
    this.incidents = incidents;
    this.customers = customers;
  }

  @Override
  public ShadowReport of(CustomerId customer, Instant from, Instant to) {
    ZoneId zone =
        customers.customers().stream()
            .filter(one -> one.id().equals(customer))
            .map(CustomerConfig::zone)
            .findFirst()
            .orElse(ZoneOffset.UTC);
    ShadowTally tally = new ShadowTally(customer, zone);
    long position = 0;
    List<IncidentReader.Recorded> page = incidents.after(position, PAGE);
    while (!page.isEmpty()) {
      for (IncidentReader.Recorded recorded : page) {
        StoredEvent event = recorded.event();
        if (event.customer().equals(customer)
            && !event.at().isBefore(from)
            && event.at().isBefore(to)) {
          tally.take(EventPayload.read(event));
        }
        position = recorded.position();
      }
      page = incidents.after(position, PAGE);
    }
    return tally.report(from, to);
  }
}
