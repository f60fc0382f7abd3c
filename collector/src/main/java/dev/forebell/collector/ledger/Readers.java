package dev.forebell.collector.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** A few read-only connections: readers see the last commit and never hold up the writer. */
final class Readers implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Readers.class.getName());
  private static final int MOST = 4;

  private final SqliteFile file;
  private final Semaphore places = new Semaphore(MOST, true);
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  Readers(SqliteFile file) {
    this.file = file;
  }

  /** Runs a query; waits while all connections are in use. */
  <T> T read(Work<T> query) {
    places.acquireUninterruptibly();
    try {
      Connection connection = take();
      T answer = ask(connection, query);
      idle.push(connection);
      return answer;
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file.path() + " cannot be read", e);
    } finally {
      places.release();
    }
  }

  private Connection take() throws SQLException {
    Optional<Connection> kept = Optional.ofNullable(idle.poll());
    return kept.isPresent() ? kept.get() : file.openForReading();
  }

  private static <T> T ask(Connection connection, Work<T> query) throws SQLException {
    try {
      return query.with(connection);
    } catch (SQLException | RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "closing a reading connection: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    places.acquireUninterruptibly(MOST);
    Optional<Connection> next = Optional.ofNullable(idle.poll());
    while (next.isPresent()) {
      close(next.get());
      next = Optional.ofNullable(idle.poll());
    }
    places.release(MOST);
  }
}
