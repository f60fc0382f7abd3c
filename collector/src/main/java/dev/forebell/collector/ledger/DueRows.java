package dev.forebell.collector.ledger;

import dev.forebell.collector.port.Outbox.Pending;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What of the outbox is due, and when something will be. One endpoint after the other, along the
 * index of what waits: each query ends with its page, however much waits behind it.
 */
final class DueRows {
  // The oldest waiting one of its endpoint and incident, unless a dead create stands before it.
  // What is told to people opens no ticket: a message that was given up holds up none.
  private static final String HEADS =
      """
      FROM outbox o WHERE o.state = 'waiting' AND o.endpoint = ?
      AND NOT EXISTS (SELECT 1 FROM outbox w WHERE w.incident = o.incident
        AND w.endpoint = o.endpoint AND w.state = 'waiting' AND w.id < o.id)
      AND (o.endpoint LIKE 'people:%' OR NOT EXISTS (SELECT 1 FROM outbox d WHERE d.incident = o.incident
          AND d.endpoint = o.endpoint AND d.state = 'dead' AND d.id < o.id)
        OR EXISTS (SELECT 1 FROM outbox s WHERE s.incident = o.incident
          AND s.endpoint = o.endpoint AND s.state = 'delivered' AND s.id < o.id))\
      """;

  private static final String DUE =
      "SELECT "
          + OutboxRows.COLUMNS
          + " "
          + HEADS
          + " AND o.next_attempt <= ? ORDER BY o.next_attempt, o.id LIMIT ?";

  private static final String NEXT =
      "SELECT o.next_attempt " + HEADS + " AND o.next_attempt > ? ORDER BY o.next_attempt LIMIT 1";

  // From each name straight to the next one: ten thousand messages of one are not looked through.
  private static final String ENDPOINTS =
      """
      WITH RECURSIVE waiting(name) AS (
        SELECT MIN(endpoint) FROM outbox WHERE state = 'waiting'
        UNION ALL
        SELECT (SELECT MIN(endpoint) FROM outbox WHERE state = 'waiting' AND endpoint > name)
        FROM waiting WHERE name IS NOT NULL)
      SELECT name FROM waiting WHERE name IS NOT NULL\
      """;

  private DueRows() {}

  static List<Pending> due(
      Statements statements, Instant now, int perEndpoint, Predicate<String> endpoints)
      throws SQLException {
    List<Pending> due = new ArrayList<>();
    for (String endpoint : endpoints(statements)) {
      if (endpoints.test(endpoint)) {
        due.addAll(
            Select.all(statements, OutboxRows::pending, DUE, endpoint, Nanos.of(now), perEndpoint));
      }
    }
    return due;
  }

  static Optional<Instant> nextDue(Statements statements, Instant now) throws SQLException {
    Optional<Instant> next = Optional.empty();
    for (String endpoint : endpoints(statements)) {
      Optional<Instant> of =
          Select.first(
              statements, row -> Nanos.instant(row.getLong(1)), NEXT, endpoint, Nanos.of(now));
      next = next.filter(at -> of.isEmpty() || !at.isAfter(of.get())).or(() -> of);
    }
    return next;
  }

  private static List<String> endpoints(Statements statements) throws SQLException {
    return Select.all(statements, row -> row.getString(1), ENDPOINTS);
  }
}
