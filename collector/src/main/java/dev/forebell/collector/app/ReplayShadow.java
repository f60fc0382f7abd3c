package dev.forebell.collector.app;

import dev.forebell.collector.api.ShadowJson;
import dev.forebell.collector.app.command.ShadowTexts;
import dev.forebell.collector.engine.customer.CustomerConfig;
import dev.forebell.collector.engine.incident.IncidentEvent;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a replay would have sent, of every customer of which anything happened. One thread. */
final class ReplayShadow {
  private final SortedMap<CustomerId, CustomerConfig> customers;
  private final SortedMap<CustomerId, ShadowTally> tallies = new TreeMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  ReplayShadow(SortedMap<CustomerId, CustomerConfig> customers) {
    this.customers = customers;
  }

  void take(CustomerId customer, IncidentEvent event) {
    first = event.at().isBefore(first) ? event.at() : first;
    last = event.at().isAfter(last) ? event.at() : last;
    CustomerConfig config = customers.get(customer);
    if (config != null) {
      tallies.computeIfAbsent(customer, id -> new ShadowTally(id, config.zone())).take(event);
    }
  }

  /** As {@code forebell report shadow} prints it, one customer after the other. */
  String text() {
    return tallies.values().stream()
        .map(tally -> ShadowTexts.of(new JsonObject(ShadowJson.of(tally.report(first, last)))))
        .collect(Collectors.joining("\n"));
  }
}
