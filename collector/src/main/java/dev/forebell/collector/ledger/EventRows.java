package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.StoredEvent;
import dev.forebell.common.model.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the event log as values. */
final class EventRows {
  /** Alias {@code e}; to be followed by joins, conditions and order. */
  static final String SELECT =
      "SELECT e.incident, e.customer, e.number, e.at, e.name, e.payload, e.object, e.position,"
          + " e.recorded_at FROM incident_event e";

  private EventRows() {}

  static StoredEvent stored(ResultSet row) throws SQLException {
    return new StoredEvent(
        new IncidentId(row.getString(1)),
        new CustomerId(row.getString(2)),
        row.getLong(3),
        Nanos.instant(row.getLong(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }

  static Recorded recorded(ResultSet row) throws SQLException {
    return new Recorded(row.getLong(8), Nanos.instant(row.getLong(9)), stored(row));
  }
}
