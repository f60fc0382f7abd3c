package dev.forebell.collector.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The database file and how it is opened.
 *
 * @param busy how long a connection waits for another program's lock before it fails
 */
record SqliteFile(Path path, Duration busy) {
  /** In the file's header: tells a ledger from any other SQLite file. "FBLL". */
  static final int APPLICATION_ID = 0x46424c4c;

  private static final int WAL_KEPT_BYTES = 64 * 1024 * 1024;

  String url() {
    return "jdbc:sqlite:" + path;
  }

  /**
   * For the one writer: every commit is synced. Transactions are begun and ended by statement,
   * because the driver's own mode begins the next one, and takes its lock, right after a commit.
   */
  Connection openForWriting() throws SQLException {
    SQLiteConfig config = common();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setJournalSizeLimit(WAL_KEPT_BYTES);
    config.enforceForeignKeys(true);
    // Or the driver asks for the last row's number after each statement, and nobody wants it.
    config.setGetGeneratedKeys(false);
    return config.createConnection(url());
  }

  /** For readers: sees the last commit, never blocks the writer and is never blocked by it. */
  Connection openForReading() throws SQLException {
    SQLiteConfig config = common();
    config.setReadOnly(true);
    return config.createConnection(url());
  }

  private SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(Math.toIntExact(busy.toMillis()));
    return config;
  }
}
