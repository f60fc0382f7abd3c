package dev.forebell.collector.ledger;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.change;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/** What a commit costs, counted in instructions of SQLite's machine: time says little here. */
final class CommitStatementsIT {
  private static final int LONG_LIFE = 2_000;

  @TempDir private Path data;

  /** Counts the instructions of a connection. */
  private static final class Instructions extends ProgressHandler {
    private long count;

    @Override
    protected int progress() {
      count++;
      return 0;
    }
  }

  @Test
  void anIncidentOfManyEventsAndMessagesCostsNoMoreThanAYoungOne() throws SQLException {
    try (DataFolder folder = DataFolder.claim(data, T0)) {
      SqlLedger.open(folder).close();
    }
    SqliteFile file = new SqliteFile(data.resolve("ledger.db"), SqlLedger.BUSY);
    try (Connection connection = file.openForWriting()) {
      Statements statements = new Statements(connection);
      write(connection, statements, opening(1, "desk"));
      write(connection, statements, opening(2, "desk"));
      for (int n = 2; n < LONG_LIFE; n++) {
        write(connection, statements, change(2, n, "open", "desk"));
      }

      long young = instructions(connection, statements, change(1, 2, "resolved", "desk"));
      long old = instructions(connection, statements, change(2, LONG_LIFE, "resolved", "desk"));

      // A few hundred; an update that looks through its customer's events takes tens of thousands.
      assertTrue(young > 20 && young < LONG_LIFE, young + " instructions for the young one");
      assertTrue(old > 20 && old < LONG_LIFE, old + " instructions for the old one");
    }
  }

  private static long instructions(Connection connection, Statements statements, Commit commit)
      throws SQLException {
    Instructions counted = new Instructions();
    ProgressHandler.setHandler(connection, 1, counted);
    try {
      write(connection, statements, commit);
    } finally {
      ProgressHandler.clearHandler(connection);
    }
    return counted.count;
  }

  private static void write(Connection connection, Statements statements, Commit commit)
      throws SQLException {
    execute(connection, "BEGIN IMMEDIATE");
    new CommitStatements(statements, commit).write();
    execute(connection, "COMMIT");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
