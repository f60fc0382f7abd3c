package dev.forebell.collector.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one connection that writes. A failed transaction ends it: after a failed sync the next one
 * may report success for data that is not on disk, so nothing is ever tried again on the same
 * connection. {@link #reopen()} opens a new one.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Writer.class.getName());

  private final SqliteFile file;
  private final ReentrantLock turn = new ReentrantLock();
  private Optional<Connection> connection = Optional.empty(); // guarded by turn

  Writer(SqliteFile file) {
    this.file = file;
  }

  /** Opens a connection if there is none, or none that may be used. */
  void reopen() {
    turn.lock();
    try {
      if (connection.isEmpty()) {
        connection = Optional.of(file.openForWriting());
      }
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file.path() + " cannot be opened", e);
    } finally {
      turn.unlock();
    }
  }

  /** Runs the work in one transaction of its own. */
  <T> T transaction(Work<T> work) {
    return transaction(work, done -> {});
  }

  /**
   * Runs the work in one transaction of its own, then {@code after} with its result before any
   * later transaction begins.
   */
  <T> T transaction(Work<T> work, Consumer<T> after) {
    turn.lock();
    try {
      T done = attempt(usable(), work);
      after.accept(done);
      return done;
    } finally {
      turn.unlock();
    }
  }

  private Connection usable() {
    return connection.orElseThrow(
        () ->
            new LedgerException(
                "the ledger " + file.path() + " takes nothing until it has been loaded again"));
  }

  private <T> T attempt(Connection open, Work<T> work) {
    try {
      execute(open, "BEGIN IMMEDIATE");
      T done = work.with(open);
      execute(open, "COMMIT");
      return done;
    } catch (SQLException | RuntimeException e) {
      abandon();
      throw new LedgerException("the ledger " + file.path() + " did not take a transaction", e);
    }
  }

  private static void execute(Connection open, String sql) throws SQLException {
    try (Statement statement = open.createStatement()) {
      statement.execute(sql);
    }
  }

  private void abandon() {
    connection.ifPresent(
        broken -> {
          try {
            broken.close(); // rolls back what was begun
          } catch (SQLException e) {
            LOG.log(Level.WARNING, "closing the ledger's connection: {0}", e.getMessage());
          }
        });
    connection = Optional.empty();
  }

  @Override
  public void close() {
    turn.lock();
    try {
      abandon();
    } finally {
      turn.unlock();
    }
  }
}
