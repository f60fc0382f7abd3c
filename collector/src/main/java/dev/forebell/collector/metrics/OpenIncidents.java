package dev.forebell.collector.metrics;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OpenClocks;
import dev.forebell.collector.port.OpenClocks.OpenClock;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The incidents that are not resolved, with their clocks. What did not change since the last time
 * is not taken apart again. Thread-safe.
 */
final class OpenIncidents {
  private static final List<String> STATES = List.of("open", "acknowledged", "diagnosed");
  private static final int PAGE = 500;

  private final IncidentReader incidents;
  private final OpenClocks clocks;
  private Map<IncidentId, OpenIncident> known = new HashMap<>(); // guarded by this

  OpenIncidents(IncidentReader incidents, OpenClocks clocks) {
    this.incidents = incidents;
    this.clocks = clocks;
  }

  /** One of them, as its newest event left it. */
  record OpenIncident(
      IncidentId id,
      CustomerId customer,
      String state,
      String severity,
      String means,
      boolean emergency,
      String host,
      String rule,
      Instant detectedAt,
      String object,
      List<OpenClock> clocks) {
    static OpenIncident of(IncidentRow row, OpenClocks clocks) {
      return new OpenIncident(
          row.id(),
          row.customer(),
          row.state(),
          row.severity(),
          row.means(),
          row.emergency(),
          row.host(),
          row.rule(),
          row.detectedAt(),
          row.object(),
          clocks.of(row));
    }
  }

  /** Of one customer, or of all. Reads the database. */
  synchronized List<OpenIncident> read(Optional<CustomerId> customer) {
    List<OpenIncident> found = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      IncidentReader.Page page =
          incidents.list(
              new IncidentReader.Query(customer, STATES, Optional.empty(), cursor, PAGE));
      page.incidents().forEach(row -> found.add(open(row)));
      cursor = page.next();
    } while (cursor.isPresent());
    if (customer.isEmpty()) {
      known = new HashMap<>();
    }
    found.forEach(incident -> known.put(incident.id(), incident));
    return found;
  }

  private OpenIncident open(IncidentRow row) {
    return Optional.ofNullable(known.get(row.id()))
        .filter(incident -> incident.object().equals(row.object()))
        .orElseGet(() -> OpenIncident.of(row, clocks));
  }
}
