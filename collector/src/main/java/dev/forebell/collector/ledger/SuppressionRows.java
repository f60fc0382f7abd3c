package dev.forebell.collector.ledger;

import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.common.model.CustomerId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The log of windows and silences that people gave at run time. */
final class SuppressionRows {
  private SuppressionRows() {}

  static List<SuppressionChange> all(Connection connection) throws SQLException {
    return Select.all(
        connection,
        row ->
            new SuppressionChange(
                new CustomerId(row.getString(1)),
                row.getString(2),
                Nanos.instant(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                row.getString(6)),
        "SELECT customer, id, at, author, action, payload FROM suppression_change"
            + " ORDER BY position");
  }

  static void write(
      Statements statements, List<SuppressionChange> changes, Instant recordedAt, long newest)
      throws SQLException {
    String insert =
        """
        INSERT INTO suppression_change (position, customer, id, at, recorded_at, author, action,
          payload) VALUES (?,?,?,?,?,?,?,?)\
        """;
    long position = newest;
    PreparedStatement statement = statements.of(insert);
    for (SuppressionChange change : changes) {
      Bind.all(
          statement,
          ++position,
          change.customer().value(),
          change.id(),
          Nanos.of(change.at()),
          Nanos.of(recordedAt),
          change.by(),
          change.action(),
          change.payload());
      statement.executeUpdate();
    }
  }
}
