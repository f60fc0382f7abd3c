package dev.forebell.collector.ledger;

import dev.forebell.collector.port.EventFeed;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentReader.Recorded;
import dev.forebell.collector.port.Outbox;
import dev.forebell.collector.port.SuppressionChange;
import dev.forebell.collector.port.TrustStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ledger in one SQLite file. One writer; readers never hold it up. */
public final class SqlLedger implements Ledger {
  /** How long a commit waits for another program that holds the file's lock. */
  public static final Duration BUSY = Duration.ofSeconds(5);

  private static final String FILE = "ledger.db";

  private final Writer writer;
  private final Readers readers;
  private final CommitFeed feed = new CommitFeed();
  private final SqlIncidents incidents;
  private final SqlOutbox outbox;
  private final SqlTrust trust;
  private Optional<Statements> statements = Optional.empty(); // of the writer: used in its turn

  private SqlLedger(SqliteFile file) {
    this.writer = new Writer(file);
    this.readers = new Readers(file);
    this.incidents = new SqlIncidents(readers);
    this.outbox = new SqlOutbox(writer, readers);
    this.trust = new SqlTrust(writer, readers);
  }

  /**
   * Opens the ledger of a data folder, creating or migrating its file.
   *
   * @throws LedgerException if the file is damaged, another program's, or of a newer version
   */
  public static SqlLedger open(DataFolder folder) {
    return open(folder, BUSY);
  }

  static SqlLedger open(DataFolder folder, Duration busy) {
    SqliteFile file = new SqliteFile(folder.path().resolve(FILE), busy);
    new Migrations(file).run();
    return new SqlLedger(file);
  }

  @Override
  public Recovery load() {
    writer.reopen();
    return writer.transaction(
        connection -> {
          proveWritable(connection);
          return new RecoveryQueries(connection).read();
        });
  }

  /** A store that can be read but not written, such as one on a full disk, is of no use. */
  private static void proveWritable(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Writes the file's first page, whatever stood there.
      statement.execute("PRAGMA user_version = 1");
    }
  }

  @Override
  public Committed commit(Commit commit) {
    List<Recorded> recorded =
        writer.transaction(
            connection -> new CommitStatements(statementsOf(connection), commit).write(),
            feed::publish);
    if (!commit.outbox().isEmpty()) {
      outbox.committed();
    }
    return new Committed(recorded);
  }

  private Statements statementsOf(Connection connection) {
    Statements of =
        statements.filter(one -> one.areOf(connection)).orElseGet(() -> new Statements(connection));
    statements = Optional.of(of);
    return of;
  }

  @Override
  public IncidentReader incidents() {
    return incidents;
  }

  @Override
  public List<SuppressionChange> suppressions() {
    return readers.read(SuppressionRows::all);
  }

  /** Tokens, agents and credentials. */
  public TrustStore trust() {
    return trust;
  }

  @Override
  public EventFeed feed() {
    return feed;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
