package dev.forebell.collector.metrics;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OpenClocks;
import dev.forebell.collector.port.OpenClocks.OpenClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Open incidents and their clocks. */
final class IncidentExposition {
  private static final List<String> OPEN_STATES = List.of("open", "acknowledged", "diagnosed");
  private static final int PAGE = 500;

  private final IncidentReader incidents;
  private final OpenClocks clocks;
  private final CustomerBook customers;

  IncidentExposition(IncidentReader incidents, OpenClocks clocks, CustomerBook customers) {
    this.incidents = incidents;
    this.clocks = clocks;
    this.customers = customers;
  }

  void write(Exposition out, Instant now) {
    Map<String, Integer> counts = zeroes();
    Optional<String> cursor = Optional.empty();
    do {
      IncidentReader.Page page =
          incidents.list(
              new IncidentReader.Query(
                  Optional.empty(), OPEN_STATES, Optional.empty(), cursor, PAGE));
      for (IncidentRow row : page.incidents()) {
        counts.merge(
            labels(row.customer().value(), row.severity(), row.emergency()), 1, Integer::sum);
        clocks.of(row).forEach(clock -> write(out, row, clock, now));
      }
      cursor = page.next();
    } while (cursor.isPresent());
    Exposition.Family open =
        out.family("forebell_incident_open", "gauge", "Incidents that are not resolved");
    counts.forEach(open::sample);
  }

  /** A customer without incidents has series too, so that an alarm can see the change. */
  private Map<String, Integer> zeroes() {
    Map<String, Integer> counts = new TreeMap<>();
    customers
        .customers()
        .forEach(
            customer -> {
              for (Severity severity : Severity.values()) {
                counts.put(labels(customer.id().value(), severity.id(), false), 0);
                counts.put(labels(customer.id().value(), severity.id(), true), 0);
              }
            });
    return counts;
  }

  private static String labels(String customer, String severity, boolean emergency) {
    StringBuilder labels = new StringBuilder();
    Exposition.label(labels, "customer", customer);
    Exposition.label(labels, "severity", severity);
    Exposition.label(labels, "emergency", Boolean.toString(emergency));
    return labels.toString();
  }

  private static void write(Exposition out, IncidentRow row, OpenClock clock, Instant now) {
    StringBuilder labels = new StringBuilder();
    Exposition.label(labels, "incident", row.id().value());
    Exposition.label(labels, "customer", row.customer().value());
    Exposition.label(labels, "clock", clock.name());
    Exposition.label(labels, "set", clock.set());
    Duration left = Duration.between(clock.pausedSince().orElse(now), clock.deadline());
    out.family(
            "forebell_sla_clock_seconds_remaining",
            "gauge",
            "Time to the deadline; below 0: over it; still while paused")
        .sample(labels, left.toMillis() / 1000.0);
  }
}
