package dev.forebell.collector.ledger;

import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.Outbox.DeadFilter;
import dev.forebell.collector.port.Outbox.DeadLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of the outbox that were given up. */
final class SqlDeadLetters {
  // As old as it ever was, so that what a person replays is the first to go.
  private static final String REPLAY =
      "UPDATE outbox SET state = 'waiting', attempts = 0, finished_at = NULL, next_attempt = CASE"
          + " WHEN not_before < ? THEN not_before ELSE ? END, unsettled_until = CASE WHEN"
          + " unsettled_until = "
          + Nanos.of(Outbox.TAKEN)
          + " THEN NULL ELSE unsettled_until END WHERE state = 'dead'";

  private final List<Object> values = new ArrayList<>();
  private final StringBuilder conditions = new StringBuilder();

  private SqlDeadLetters() {}

  private static SqlDeadLetters where(DeadFilter which) {
    SqlDeadLetters rows = new SqlDeadLetters();
    which.endpoint().ifPresent(endpoint -> rows.and("endpoint = ?", endpoint));
    which.customer().ifPresent(customer -> rows.and("customer = ?", customer));
    which
        .code()
        .ifPresent(
            code -> {
              String colon = code + ":";
              rows.and(
                  "(last_reason = ? OR SUBSTR(last_reason, 1, ?) = ?)",
                  code,
                  colon.length(),
                  colon);
            });
    return rows;
  }

  private void and(String condition, Object... with) {
    conditions.append(" AND ").append(condition);
    values.addAll(List.of(with));
  }

  static List<DeadLetter> list(Connection connection, DeadFilter which, int limit)
      throws SQLException {
    SqlDeadLetters rows = where(which);
    rows.values.add(limit);
    return Select.all(
        connection,
        SqlDeadLetters::letter,
        "SELECT "
            + OutboxRows.COLUMNS
            + ", o.finished_at FROM outbox o WHERE state = 'dead'"
            + rows.conditions
            + " ORDER BY id DESC LIMIT ?",
        rows.values.toArray());
  }

  static Optional<DeadLetter> one(Connection connection, long id) throws SQLException {
    return Select.first(
        connection,
        SqlDeadLetters::letter,
        "SELECT "
            + OutboxRows.COLUMNS
            + ", o.finished_at FROM outbox o WHERE state = 'dead' AND id = ?",
        id);
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(OutboxRows.pending(row), Nanos.instant(row.getLong(14)));
  }

  static int replay(Connection connection, long id, Instant at) throws SQLException {
    return update(connection, REPLAY + " AND id = ?", Nanos.of(at), Nanos.of(at), id);
  }

  static int replay(Connection connection, DeadFilter which, Instant at) throws SQLException {
    SqlDeadLetters rows = where(which);
    rows.values.addFirst(Nanos.of(at));
    rows.values.addFirst(Nanos.of(at));
    return update(connection, REPLAY + rows.conditions, rows.values.toArray());
  }

  private static int update(Connection connection, String sql, Object... with) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Bind.all(statement, with);
      return statement.executeUpdate();
    }
  }
}
