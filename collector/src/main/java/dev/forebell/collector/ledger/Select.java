package dev.forebell.collector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a query and turns each of its rows into a value. */
final class Select {
  private Select() {}

  /** One row as a value. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  static <T> List<T> all(Connection connection, Row<T> reader, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return all(statement, reader, values);
    }
  }

  /** By a statement that is kept. */
  static <T> List<T> all(Statements statements, Row<T> reader, String sql, Object... values)
      throws SQLException {
    return all(statements.of(sql), reader, values);
  }

  private static <T> List<T> all(PreparedStatement statement, Row<T> reader, Object... values)
      throws SQLException {
    Bind.all(statement, values);
    try (ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  static <T> Optional<T> first(Connection connection, Row<T> reader, String sql, Object... values)
      throws SQLException {
    return all(connection, reader, sql, values).stream().findFirst();
  }

  static <T> Optional<T> first(Statements statements, Row<T> reader, String sql, Object... values)
      throws SQLException {
    return all(statements, reader, sql, values).stream().findFirst();
  }
}
