package dev.forebell.collector.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements of one connection, compiled once: to compile one costs more than to run it on a
 * few rows. They end with their connection. Confined to who has the connection.
 */
final class Statements {
  private final Connection connection;
  private final Map<String, PreparedStatement> compiled = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Whether they are of this very connection. */
  boolean areOf(Connection other) {
    return connection == other;
  }

  /** Of a text that the program holds, never one that it makes; not to be closed. */
  PreparedStatement of(String sql) throws SQLException {
    PreparedStatement known = compiled.get(sql);
    if (known != null) {
      return known;
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    compiled.put(sql, statement);
    return statement;
  }
}
