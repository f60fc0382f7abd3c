package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox.Backlog;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.Outbox.TicketReference;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.common.model.CustomerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Rows of the outbox, read as {@code o}. */
final class OutboxRows {
  static final String COLUMNS =
      "o.id, o.webhook_id, o.endpoint, o.incident, o.customer, o.event_number, o.event, o.object,"
          + " o.not_before, o.attempts, o.last_reason, NOT EXISTS (SELECT 1 FROM outbox t WHERE"
          + " t.incident = o.incident AND t.endpoint = o.endpoint AND t.state = 'delivered') AS"
          + " is_first, o.unsettled_until";

  private OutboxRows() {}

  static Pending pending(ResultSet row) throws SQLException {
    OutboxMessage message =
        new OutboxMessage(
            row.getString(2),
            row.getString(3),
            new IncidentId(row.getString(4)),
            new CustomerId(row.getString(5)),
            row.getLong(6),
            row.getString(7),
            row.getString(8),
            Nanos.instant(row.getLong(9)));
    long unsettled = row.getLong(13);
    Optional<Instant> until =
        row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(unsettled));
    return new Pending(
        row.getLong(1), message, row.getInt(10), row.getString(11), row.getBoolean(12), until);
  }

  static Optional<Pending> oldest(Connection connection, String endpoint, IncidentId incident)
      throws SQLException {
    return Select.first(
        connection,
        OutboxRows::pending,
        "SELECT "
            + COLUMNS
            + " FROM outbox o WHERE o.incident = ? AND o.endpoint = ? AND o.state = 'waiting'"
            + " ORDER BY o.id LIMIT 1",
        incident.value(),
        endpoint);
  }

  static int delivered(Connection connection, List<Long> ids, Instant at) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE outbox SET state = 'delivered', attempts = attempts + 1, finished_at = ?"
                + " WHERE id = ? AND state = 'waiting'")) {
      for (long id : ids) {
        Bind.all(statement, Nanos.of(at), id);
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  static int leaves(Connection connection, SortedMap<Long, Instant> until) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE outbox SET unsettled_until = ? WHERE id = ? AND state = 'waiting'")) {
      for (Map.Entry<Long, Instant> one : until.entrySet()) {
        Bind.all(statement, Nanos.of(one.getValue()), one.getKey());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  static Optional<TicketReference> ticket(
      Statements statements, String endpoint, IncidentId incident) throws SQLException {
    return Select.first(
        statements,
        row ->
            new TicketReference(
                row.getString(1), row.getString(2), row.getString(3), row.getInt(4) == 1),
        "SELECT reference, number, url, joined FROM ticket WHERE endpoint = ? AND incident = ?",
        endpoint,
        incident.value());
  }

  static boolean isSettled(Connection connection, String endpoint, IncidentId incident)
      throws SQLException {
    return Select.first(
            connection,
            row -> row.getInt(1),
            """
            SELECT 1 FROM outbox s WHERE s.incident = ? AND s.endpoint = ? AND s.state = 'delivered'
            AND NOT EXISTS (SELECT 1 FROM outbox w WHERE w.incident = s.incident
              AND w.endpoint = s.endpoint AND w.state = 'waiting') LIMIT 1\
            """,
            incident.value(),
            endpoint)
        .isPresent();
  }

  static List<Backlog> backlog(Connection connection) throws SQLException {
    return Select.all(
        connection,
        OutboxRows::standing,
        "SELECT endpoint, SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), SUM(CASE"
            + " WHEN state = 'dead' THEN 1 ELSE 0 END), MIN(CASE WHEN state = 'waiting'"
            + " THEN not_before END) FROM (SELECT endpoint, state, not_before FROM outbox"
            + " WHERE state = 'waiting' UNION ALL SELECT endpoint, state, not_before FROM"
            + " outbox WHERE state = 'dead') AS unfinished GROUP BY endpoint ORDER BY"
            + " endpoint");
  }

  private static Backlog standing(ResultSet row) throws SQLException {
    long oldest = row.getLong(4);
    Optional<Instant> waits = row.wasNull() ? Optional.empty() : Optional.of(Nanos.instant(oldest));
    return new Backlog(row.getString(1), row.getLong(2), row.getLong(3), waits);
  }
}
