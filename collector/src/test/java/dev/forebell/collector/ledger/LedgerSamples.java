package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.CustomerId;
import java.time.Instant;
import java.util.List;

/** Rows as the shell would make them, for tests. */
public final class LedgerSamples {
  public static final Instant T0 = Instant.parse("2026-11-21T09:00:00.123456789Z");
  public static final CustomerId ACME = new CustomerId("acme");

  private LedgerSamples() {}

  public static IncidentId incident(long n) {
    return IncidentId.of("ACME", 2026, n);
  }

  public static StoredEvent event(long incident, long number, String name) {
    return new StoredEvent(
        incident(incident),
        ACME,
        number,
        T0.plusSeconds(number),
        name,
        "{\"n\":" + number + "}",
        "{\"event\":\""
            + name
            + "\",\"number\":"
            + number
            + ",\"at\":\"2026-11-21T09:00:01.000Z\"}");
  }

  public static IncidentRow row(long incident, String state) {
    return row(incident, state, false, T0);
  }

  public static IncidentRow row(
      long incident, String state, boolean emergency, Instant detectedAt) {
    return new IncidentRow(
        incident(incident),
        ACME,
        state,
        "critical",
        "outage",
        emergency,
        "web-1",
        "host-down",
        detectedAt,
        detectedAt,
        "{\"id\":\"" + incident(incident) + "\"}");
  }

  public static OutboxMessage message(long incident, long number, String endpoint) {
    return message(incident, number, endpoint, T0);
  }

  public static OutboxMessage message(
      long incident, long number, String endpoint, Instant notBefore) {
    StoredEvent event =
        event(incident, number, number == 1 ? "incident.opened" : "incident.acknowledged");
    return new OutboxMessage(
        incident(incident) + "-" + number + "-" + endpoint,
        endpoint,
        incident(incident),
        ACME,
        number,
        event.name(),
        event.object(),
        notBefore);
  }

  /** Incident, its opening event and a message to each endpoint. */
  public static Commit opening(long incident, String... endpoints) {
    return new Commit(
        T0,
        List.of(event(incident, 1, "incident.opened")),
        List.of(row(incident, "open")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(endpoints).stream().map(endpoint -> message(incident, 1, endpoint)).toList());
  }

  /** A later event of it and a message to each endpoint. */
  public static Commit change(long incident, long number, String state, String... endpoints) {
    return new Commit(
        T0.plusSeconds(number),
        List.of(event(incident, number, "incident.acknowledged")),
        List.of(row(incident, state)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(endpoints).stream().map(endpoint -> message(incident, number, endpoint)).toList());
  }

  static Commit opened(IncidentRow row, OutboxMessage... out) {
    return new Commit(
        T0,
        List.of(event(row.id().number(), 1, "incident.opened")),
        List.of(row),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(out));
  }
}
