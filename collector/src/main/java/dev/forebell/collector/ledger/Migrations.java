package dev.forebell.collector.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * Brings a ledger file to the schema of this version, forward only. A file that is damaged, not
 * ours, or newer is refused before anything is written to it.
 */
final class Migrations {
  // A full structure check reads the whole file: about half a second at this size.
  private static final long CHECKED_BYTES = 256L * 1024 * 1024;

  private final SqliteFile file;

  Migrations(SqliteFile file) {
    this.file = file;
  }

  void run() {
    boolean ours = hasContent() && isOurs();
    Flyway flyway = flyway();
    if (ours) {
      refuseNewer(flyway);
    } else {
      claim();
    }
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new LedgerException(
          "the ledger " + file.path() + " was not brought to this version's schema", e);
    }
  }

  private boolean hasContent() {
    try {
      return Files.exists(file.path()) && Files.size(file.path()) > 0;
    } catch (IOException e) {
      throw new LedgerException("the ledger " + file.path() + " cannot be read", e);
    }
  }

  /** False: a database without tables, as a start leaves it that was cut off at once. */
  private boolean isOurs() {
    try (Connection connection = file.openForReading();
        Statement statement = connection.createStatement()) {
      boolean ours = number(statement, "PRAGMA application_id") == SqliteFile.APPLICATION_ID;
      if (!ours && number(statement, "SELECT COUNT(*) FROM sqlite_master") > 0) {
        throw new LedgerException(
            file.path()
                + " is a database of another program; nothing was changed. Name another data"
                + " folder with --data");
      }
      refuseDamaged(statement);
      return ours;
    } catch (SQLException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private void refuseDamaged(Statement statement) throws SQLException {
    if (number(statement, "PRAGMA page_count") * number(statement, "PRAGMA page_size")
        > CHECKED_BYTES) {
      return;
    }
    try (ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
      String verdict = found.next() ? found.getString(1) : "no answer";
      if (!verdict.equals("ok")) {
        throw damaged(verdict);
      }
    }
  }

  private LedgerException damaged(String detail) {
    return new LedgerException(
        "the ledger "
            + file.path()
            + " is damaged or no SQLite file ("
            + detail
            + "); nothing was changed. Restore it from a backup; never delete it: it is the only"
            + " record of the incidents");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private void claim() {
    try {
      OwnerOnly.file(file.path()); // SQLite gives the files beside it the same mode
    } catch (IOException e) {
      throw new LedgerException("the ledger " + file.path() + " cannot be written", e);
    }
    try (Connection connection = file.openForWriting();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + SqliteFile.APPLICATION_ID);
    } catch (SQLException e) {
      throw new LedgerException("the ledger " + file.path() + " cannot be written", e);
    }
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(file.url(), "", "")
        .locations("classpath:db/migration")
        .loggers(MigrationLog.class.getName())
        .load();
  }

  private void refuseNewer(Flyway flyway) {
    Arrays.stream(flyway.info().applied())
        .filter(Migrations::fromTheFuture)
        .findFirst()
        .ifPresent(
            step -> {
              throw new LedgerException(
                  "the ledger "
                      + file.path()
                      + " was written by a newer version of Forebell (schema "
                      + step.getVersion()
                      + "); start that version, or restore the backup made before the upgrade");
            });
  }

  private static boolean fromTheFuture(MigrationInfo step) {
    return step.getState() == MigrationState.FUTURE_SUCCESS
        || step.getState() == MigrationState.FUTURE_FAILED;
  }
}
