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
  private final ConcurrentLinkedDeque<Reader> idle = new ConcurrentLinkedDeque<>();

  Readers(SqliteFile file) {
    this.file = file;
  }

  /**
   * A connection and the statements that were compiled for it; they end with it.
   *
   * @param statements for what is asked all the time
   */
  private record Reader(Connection connection, Statements statements) {}

  /** What is asked by kept statements. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Statements statements) throws SQLException;
  }

  /** Runs a query; waits while all connections are in use. */
  <T> T read(Work<T> query) {
    return used(reader -> query.with(reader.connection()));
  }

  /** Runs a query that is asked so often that its statements are worth keeping. */
  <T> T ask(Question<T> question) {
    return used(reader -> question.ask(reader.statements()));
  }

  private interface Use<T> {
    T of(Reader reader) throws SQLException;
  }

  private <T> T used(Use<T> use) {
    places.acquireUninterruptibly();
    try {
      Reader reader = take();
      T answer = answer(reader, use);
      idle.push(reader);
      return answer;
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file.path() + " cannot be read", e);
    } finally {
      places.release();
    }
  }

  private Reader take() throws SQLException {
    Optional<Reader> kept = Optional.ofNullable(idle.poll());
    if (kept.isPresent()) {
      return kept.get();
    }
    Connection connection = file.openForReading();
    return new Reader(connection, new Statements(connection));
  }

  private static <T> T answer(Reader reader, Use<T> use) throws SQLException {
    try {
      return use.of(reader);
    } catch (SQLException | RuntimeException e) {
      close(reader);
      throw e;
    }
  }

  private static void close(Reader reader) {
    try {
      reader.connection().close();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "closing a reading connection: {0}", e.getMessage());
    }
  }

  @Override
  public void close() {
    places.acquireUninterruptibly(MOST);
    Optional<Reader> next = Optional.ofNullable(idle.poll());
    while (next.isPresent()) {
      close(next.get());
      next = Optional.ofNullable(idle.poll());
    }
    places.release(MOST);
  }
}
