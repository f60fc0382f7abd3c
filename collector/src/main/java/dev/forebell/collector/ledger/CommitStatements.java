package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.StoredEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one commit, table by table, on the statements of a connection whose transaction is open.
 */
final class CommitStatements {
  private final Statements statements;
  private final Commit commit;

  CommitStatements(Statements statements, Commit commit) {
    this.statements = statements;
    this.commit = commit;
  }

  List<Recorded> write() throws SQLException {
    incidents(); // first: events and messages refer to them
    List<Recorded> recorded = events();
    withdraw();
    outbox();
    HostRows.write(statements, commit);
    if (!commit.suppressions().isEmpty()) {
      SuppressionRows.write(
          statements,
          commit.suppressions(),
          commit.recordedAt(),
          newest("SELECT MAX(position) FROM suppression_change"));
    }
    return recorded;
  }

  /**
   * The customer, which an incident never changes, is not among what is set: events refer to it,
   * and SQLite would look through all events of the incident at each update, however equal it is.
   */
  private void incidents() throws SQLException {
    String upsert =
        """
        INSERT INTO incident (id, customer, code, number, state, severity, means, emergency, host,
          rule, detected_at, changed_at, object) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
        ON CONFLICT (id) DO UPDATE SET state = excluded.state, severity = excluded.severity,
          means = excluded.means, emergency = excluded.emergency, host = excluded.host,
          rule = excluded.rule, detected_at = excluded.detected_at,
          changed_at = excluded.changed_at, object = excluded.object\
        """;
    PreparedStatement statement = statements.of(upsert);
    for (IncidentRow row : commit.incidents()) {
      Bind.all(
          statement,
          row.id().value(),
          row.customer().value(),
          code(row.id()),
          row.id().number(),
          row.state(),
          row.severity(),
          row.means(),
          row.emergency() ? 1 : 0,
          row.host(),
          row.rule(),
          Nanos.of(row.detectedAt()),
          Nanos.of(row.changedAt()),
          row.object());
      statement.executeUpdate();
    }
  }

  // INC-<CODE>-<YEAR>-<N>; the code holds no hyphen
  private static String code(IncidentId id) {
    int start = id.value().indexOf('-') + 1;
    return id.value().substring(start, id.value().indexOf('-', start));
  }

  private List<Recorded> events() throws SQLException {
    String insert =
        """
        INSERT INTO incident_event (position, customer, incident, number, at, recorded_at, name,
          payload, object) VALUES (?,?,?,?,?,?,?,?,?)\
        """;
    List<Recorded> recorded = new ArrayList<>();
    long position = newest("SELECT MAX(position) FROM incident_event");
    PreparedStatement statement = statements.of(insert);
    for (StoredEvent event : commit.events()) {
      Bind.all(
          statement,
          ++position,
          event.customer().value(),
          event.incident().value(),
          event.number(),
          Nanos.of(event.at()),
          Nanos.of(commit.recordedAt()),
          event.name(),
          event.payload(),
          event.object());
      statement.executeUpdate();
      recorded.add(new Recorded(position, commit.recordedAt(), event));
    }
    return recorded;
  }

  /** Messages that wait for their time and were never tried. */
  private void withdraw() throws SQLException {
    String delete =
        "DELETE FROM outbox WHERE incident = ? AND state = 'waiting' AND attempts = 0"
            + " AND not_before > ?";
    PreparedStatement statement = statements.of(delete);
    for (IncidentId incident : commit.withdrawn()) {
      Bind.all(statement, incident.value(), Nanos.of(commit.recordedAt()));
      statement.executeUpdate();
    }
  }

  private void outbox() throws SQLException {
    String insert =
        """
        INSERT INTO outbox (id, webhook_id, customer, endpoint, incident, event_number, event,
          object, state, not_before, next_attempt, attempts, last_reason)
        VALUES (?,?,?,?,?,?,?,?,'waiting',?,?,0,'')\
        """;
    long id = newest("SELECT MAX(id) FROM outbox");
    PreparedStatement statement = statements.of(insert);
    for (OutboxMessage message : commit.outbox()) {
      Bind.all(
          statement,
          ++id,
          message.webhookId(),
          message.customer().value(),
          message.endpoint(),
          message.incident().value(),
          message.eventNumber(),
          message.event(),
          message.object(),
          Nanos.of(message.notBefore()),
          Nanos.of(message.notBefore()));
      statement.executeUpdate();
    }
  }

  private long newest(String query) throws SQLException {
    try (ResultSet row = statements.of(query).executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
