package dev.forebell.collector.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Fills a statement's places in order. */
final class Bind {
  private Bind() {}

  static void all(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
