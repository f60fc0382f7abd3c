package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.Outbox;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The outbox table. Reads beside the writer; each change is a transaction of its own. */
final class SqlOutbox implements Outbox {
  private static final Duration NEWS_KEPT = Duration.ofDays(30);

  private final Writer writer;
  private final Readers readers;
  private volatile Consumer<Work> listener = _ -> {};

  SqlOutbox(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public List<Pending> due(Instant now, int perEndpoint, Predicate<String> endpoints) {
    return readers.ask(statements -> DueRows.due(statements, now, perEndpoint, endpoints));
  }

  @Override
  public Optional<Instant> nextDue(Instant now) {
    return readers.ask(statements -> DueRows.nextDue(statements, now));
  }

  @Override
  public Optional<Pending> oldest(String endpoint, IncidentId incident) {
    return readers.read(connection -> OutboxRows.oldest(connection, endpoint, incident));
  }

  @Override
  public boolean isSettled(String endpoint, IncidentId incident) {
    return readers.read(connection -> OutboxRows.isSettled(connection, endpoint, incident));
  }

  @Override
  public void hasten(String endpoint, Instant at) {
    update(
        "UPDATE outbox SET next_attempt = ? WHERE state = 'waiting' AND endpoint = ? AND"
            + " next_attempt > ? AND attempts > 0",
        Nanos.of(at),
        endpoint,
        Nanos.of(at));
  }

  @Override
  public void delivered(List<Long> ids, Instant at) {
    writer.transaction(connection -> OutboxRows.delivered(connection, ids, at));
  }

  @Override
  public void leaves(SortedMap<Long, Instant> until) {
    writer.transaction(connection -> OutboxRows.leaves(connection, until));
  }

  @Override
  public void settled(long id) {
    update("UPDATE outbox SET unsettled_until = NULL WHERE id = ?", id);
  }

  @Override
  public void postpone(long id, Instant until) {
    update(
        "UPDATE outbox SET next_attempt = ?, unsettled_until = ? WHERE id = ? AND state ="
            + " 'waiting'",
        Nanos.of(until),
        Nanos.of(until),
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
    return replayed(writer.transaction(connection -> SqlDeadLetters.replay(connection, id, at)))
        == 1;
  }

  @Override
  public int replayAll(DeadFilter which, Instant at) {
    return replayed(writer.transaction(connection -> SqlDeadLetters.replay(connection, which, at)));
  }

  private int replayed(int changed) {
    if (changed > 0) {
      listener.accept(Work.REPLAYED);
    }
    return changed;
  }

  @Override
  public void onWork(Consumer<Work> called) {
    listener = called;
  }

  void committed() {
    listener.accept(Work.COMMITTED);
  }

  @Override
  public List<DeadLetter> deadLetters(DeadFilter which, int limit) {
    return readers.read(connection -> SqlDeadLetters.list(connection, which, limit));
  }

  @Override
  public Optional<DeadLetter> deadLetter(long id) {
    return readers.read(connection -> SqlDeadLetters.one(connection, id));
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
    return readers.read(OutboxRows::backlog);
  }

  @Override
  public Optional<TicketReference> ticket(String endpoint, IncidentId incident) {
    return readers.ask(statements -> OutboxRows.ticket(statements, endpoint, incident));
  }

  @Override
  public Optional<IncidentId> incidentOf(String endpoint, String ticket) {
    return readers.read(
        connection ->
            Select.first(
                connection,
                row -> new IncidentId(row.getString(1)),
                "SELECT t.incident FROM ticket t JOIN incident i ON i.id = t.incident"
                    + " WHERE t.endpoint = ? AND (t.reference = ? OR t.number = ?)"
                    + " ORDER BY i.detected_at DESC LIMIT 1",
                endpoint,
                ticket,
                ticket));
  }

  @Override
  public boolean isHeard(String endpoint, String news) {
    return readers
        .read(
            connection ->
                Select.first(
                    connection,
                    row -> row.getInt(1),
                    "SELECT 1 FROM desk_news WHERE endpoint = ? AND id = ?",
                    endpoint,
                    news))
        .isPresent();
  }

  @Override
  public void hear(String endpoint, String news, Instant at) {
    update("DELETE FROM desk_news WHERE at < ?", Nanos.of(at.minus(NEWS_KEPT)));
    update(
        "INSERT INTO desk_news (endpoint, id, at) VALUES (?, ?, ?)"
            + " ON CONFLICT (endpoint, id) DO NOTHING",
        endpoint,
        news,
        Nanos.of(at));
  }

  @Override
  public Optional<Instant> mark(String endpoint, String subject) {
    return readers.read(
        connection ->
            Select.first(
                connection,
                row -> Nanos.instant(row.getLong(1)),
                "SELECT at FROM desk_mark WHERE endpoint = ? AND subject = ?",
                endpoint,
                subject));
  }

  @Override
  public void mark(String endpoint, String subject, Instant at) {
    update(
        "INSERT INTO desk_mark (endpoint, subject, at) VALUES (?, ?, ?)"
            + " ON CONFLICT (endpoint, subject) DO UPDATE SET at = excluded.at",
        endpoint,
        subject,
        Nanos.of(at));
  }

  @Override
  public void ticketKnown(String endpoint, IncidentId incident, TicketReference ticket) {
    update(
        """
        INSERT INTO ticket (endpoint, incident, customer, reference, number, url, joined)
        SELECT ?, id, customer, ?, ?, ?, ? FROM incident WHERE id = ?
        ON CONFLICT (endpoint, incident) DO UPDATE SET reference = excluded.reference,
          number = excluded.number, url = excluded.url, joined = excluded.joined\
        """,
        endpoint,
        ticket.reference(),
        ticket.number(),
        ticket.url(),
        ticket.joined() ? 1 : 0,
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
}
