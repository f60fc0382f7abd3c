package dev.forebell.collector.metrics;

import dev.forebell.collector.engine.condition.Severity;
import dev.forebell.collector.metrics.OpenIncidents.OpenIncident;
import dev.forebell.collector.port.CustomerBook;
import dev.forebell.collector.port.OpenClocks.OpenClock;
import dev.forebell.common.model.CustomerId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Open incidents, emergencies and clocks. */
final class IncidentExposition {
  private static final Family OPEN =
      Family.gauge("forebell_incident_open", "Incidents that are not resolved");
  private static final Family EMERGENCY =
      Family.gauge("forebell_emergency", "Incidents that are emergencies and not resolved");
  private static final Family INFO =
      Family.gauge("forebell_incident_info", "Always 1: what an incident that is open is about");
  private static final Family DETECTED =
      Family.gauge(
          "forebell_incident_detected_timestamp_seconds", "When an open incident was opened");
  private static final Family CLOCK =
      Family.gauge(
          "forebell_sla_clock_seconds_remaining",
          "Time to the deadline; below 0: over it; still while paused");

  private final OpenIncidents incidents;
  private final CustomerBook customers;

  IncidentExposition(OpenIncidents incidents, CustomerBook customers) {
    this.incidents = incidents;
    this.customers = customers;
  }

  void write(Optional<CustomerId> customer, Instant now, Lines out) throws IOException {
    List<OpenIncident> open = incidents.read(customer);
    counts(open, customer, out);
    emergencies(open, customer, out);
    if (!open.isEmpty()) {
      each(open, now, out);
    }
  }

  private record Count(String customer, String severity, boolean emergency)
      implements Comparable<Count> {
    private String key() {
      return customer + " " + severity + " " + emergency;
    }

    @Override
    public int compareTo(Count other) {
      return key().compareTo(other.key());
    }
  }

  private List<String> customers(Optional<CustomerId> only) {
    return customers.customers().stream()
        .map(config -> config.id())
        .filter(id -> only.map(id::equals).orElse(true))
        .map(CustomerId::value)
        .toList();
  }

  /** A customer without incidents has series too, so that an alarm can see the change. */
  private void counts(List<OpenIncident> open, Optional<CustomerId> only, Lines out)
      throws IOException {
    Map<Count, Integer> counts = new TreeMap<>();
    for (String customer : customers(only)) {
      for (Severity severity : Severity.values()) {
        counts.put(new Count(customer, severity.id(), false), 0);
        counts.put(new Count(customer, severity.id(), true), 0);
      }
    }
    for (OpenIncident one : open) {
      counts.merge(
          new Count(one.customer().value(), one.severity(), one.emergency()), 1, Integer::sum);
    }
    out.head(OPEN);
    for (Map.Entry<Count, Integer> entry : counts.entrySet()) {
      Count of = entry.getKey();
      out.sample(
          OPEN,
          Labels.of(
              "customer",
              of.customer(),
              "severity",
              of.severity(),
              "emergency",
              Boolean.toString(of.emergency())),
          entry.getValue());
    }
  }

  private void emergencies(List<OpenIncident> open, Optional<CustomerId> only, Lines out)
      throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    customers(only).forEach(customer -> counts.put(customer, 0));
    open.stream()
        .filter(OpenIncident::emergency)
        .forEach(one -> counts.merge(one.customer().value(), 1, Integer::sum));
    out.head(EMERGENCY);
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      out.sample(EMERGENCY, Labels.of("customer", entry.getKey()), entry.getValue());
    }
  }

  private static void each(List<OpenIncident> open, Instant now, Lines out) throws IOException {
    out.head(INFO);
    for (OpenIncident one : open) {
      out.sample(INFO, about(one), 1);
    }
    out.head(DETECTED);
    for (OpenIncident one : open) {
      out.sample(DETECTED, id(one), one.detectedAt().toEpochMilli() / 1000.0);
    }
    out.head(CLOCK);
    for (OpenIncident one : open) {
      for (OpenClock clock : one.clocks()) {
        Duration left = Duration.between(clock.pausedSince().orElse(now), clock.deadline());
        Labels labels = id(one).add("clock", clock.name()).add("set", clock.set());
        out.sample(CLOCK, labels, left.toMillis() / 1000.0);
      }
    }
  }

  private static Labels id(OpenIncident one) {
    return Labels.of("incident", one.id().value(), "customer", one.customer().value());
  }

  private static Labels about(OpenIncident one) {
    return id(one)
        .add("host", one.host())
        .add("rule", one.rule())
        .add("severity", one.severity())
        .add("means", one.means())
        .add("state", one.state())
        .add("emergency", Boolean.toString(one.emergency()));
  }
}
