package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.common.model.CustomerId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The outbox table. Reads beside the writer; each change is a transaction of its own. */
final class SqlOutbox implements Outbox {
  private static final String COLUMNS =
      "o.id, o.webhook_id, o.endpoint, o.incident, o.customer, o.event_number, o.event, o.object,"
          + " o.not_before, o.attempts, o.last_reason, NOT EXISTS (SELECT 1 FROM outbox t WHERE"
          + " t.incident = o.incident AND t.endpoint = o.endpoint AND t.state = 'delivered') AS"
          + " is_first";
  // The oldest waiting one of its endpoint and incident, unless a dead create stands before it.
  private static final String HEADS =
      """
      FROM outbox o WHERE o.state = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM outbox w WHERE w.incident = o.incident
        AND w.endpoint = o.endpoint AND w.state = 'waiting' AND w.id < o.id)
      AND (NOT EXISTS (SELECT 1 FROM outbox d WHERE d.incident = o.incident
          AND d.endpoint = o.endpoint AND d.state = 'dead' AND d.id < o.id)
        OR EXISTS (SELECT 1 FROM outbox s WHERE s.incident = o.incident
          AND s.endpoint = o.endpoint AND s.state = 'delivered' AND s.id < o.id))\
      """;

  private final Writer writer;
  private final Readers readers;
  private volatile Runnable listener = () -> {};

  SqlOutbox(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<Pending> due(Instant now, int perEndpoint) {
    String sql =
        "SELECT * FROM (SELECT "
            + COLUMNS
            + ", o.next_attempt, ROW_NUMBER() OVER (PARTITION BY o.endpoint ORDER BY"
            + " o.next_attempt, o.id) AS place "
            + HEADS
            + " AND o.next_attempt <= ?) AS heads WHERE place <= ? ORDER BY next_attempt, id";
    return readers.read(
        connection -> Select.all(connection, SqlOutbox::pending, sql, Nanos.of(now), perEndpoint));
  }

  @Override
  public Optional<Instant> nextDue() {
    return readers.read(
        connection ->
            Select.first(
                connection,
                row -> Nanos.instant(row.getLong(1)),
                "SELECT o.next_attempt " + HEADS + " ORDER BY o.next_attempt LIMIT 1"));
  }

  @Override
  public void delivered(long id, Instant at) {
    update(
        "UPDATE outbox SET state = 'delivered', attempts = attempts + 1, finished_at = ? WHERE id ="
            + " ? AND state = 'waiting'",
        Nanos.of(at),
        id);
  }

  @Override
  public void retry(long id, Instant nextAttempt, String reason) {
    update(
        "UPDATE outbox SET next_attempt = ?, attempts = attempts + 1, last_reason = ? WHERE id = ?"
            + " AND state = 'waiting'",
        Nanos.of(nextAttempt),
        reason,
        id);
  }

  @Override
  public void dead(long id, Instant at, String reason) {
    update(
        "UPDATE outbox SET state = 'dead', attempts = attempts + 1, finished_at = ?, last_reason ="
            + " ? WHERE id = ? AND state = 'waiting'",
        Nanos.of(at),
        reason,
        id);
  }

  @Override
  public boolean replay(long id, Instant at) {
    boolean found =
        update(
                "UPDATE outbox SET state = 'waiting', attempts = 0, next_attempt = ?, finished_at ="
                    + " NULL WHERE id = ? AND state = 'dead'",
                Nanos.of(at),
                id)
            == 1;
    if (found) {
      tell();
    }
    return found;
  }

  @Override
  public void onWork(Runnable called) {
    listener = called;
  }

  void tell() {
    listener.run();
  }

  @Override
  public List<Pending> deadLetters(int limit) {
    return readers.read(
        connection ->
            Select.all(
                connection,
                SqlOutbox::pending,
                "SELECT "
                    + COLUMNS
                    + " FROM outbox o WHERE o.state = 'dead' ORDER BY o.id DESC LIMIT ?",
                limit));
  }

  @Override
  public long newest() {
    return readers.read(
        connection ->
            Select.first(connection, row -> row.getLong(1), "SELECT MAX(id) FROM outbox")
                .orElse(0L));
  }

  @Override
  public List<Backlog> backlog() {
    return readers.read(
        connection ->
            Select.all(
                connection,
                row -> new Backlog(row.getString(1), row.getLong(2), row.getLong(3)),
                "SELECT endpoint, SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), SUM(CASE"
                    + " WHEN state = 'dead' THEN 1 ELSE 0 END) FROM (SELECT endpoint, state FROM"
                    + " outbox WHERE state = 'waiting' UNION ALL SELECT endpoint, state FROM outbox"
                    + " WHERE state = 'dead') AS unfinished GROUP BY endpoint ORDER BY endpoint"));
  }

  @Override
  public Optional<TicketReference> ticket(String endpoint, IncidentId incident) {
    return readers.read(
        connection ->
            Select.first(
                connection,
                row -> new TicketReference(row.getString(1), row.getString(2), row.getString(3)),
                "SELECT reference, number, url FROM ticket WHERE endpoint = ? AND incident = ?",
                endpoint,
                incident.value()));
  }

  @Override
  public void ticketKnown(String endpoint, IncidentId incident, TicketReference ticket) {
    update(
        """
        INSERT INTO ticket (endpoint, incident, customer, reference, number, url)
        SELECT ?, id, customer, ?, ?, ? FROM incident WHERE id = ?
        ON CONFLICT (endpoint, incident) DO UPDATE SET reference = excluded.reference,
          number = excluded.number, url = excluded.url\
        """,
        endpoint,
        ticket.reference(),
        ticket.number(),
        ticket.url(),
        incident.value());
  }

  private int update(String sql, Object... values) {
    return writer.transaction(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Bind.all(statement, values);
            return statement.executeUpdate();
          }
        });
  }

  private static Pending pending(ResultSet row) throws SQLException {
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
    return new Pending(
        row.getLong(1), message, row.getInt(10), row.getString(11), row.getBoolean(12));
  }
}
