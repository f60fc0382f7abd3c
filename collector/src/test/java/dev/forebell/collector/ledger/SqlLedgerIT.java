package dev.forebell.collector.ledger;

import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.opening;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQLite ledger keeps the contract, and refuses files it must not touch. */
final class SqlLedgerIT extends LedgerContract {
  private static final Duration BUSY = Duration.ofMillis(200);

  @TempDir private Path data;
  private Optional<DataFolder> claimed = Optional.empty();

  @Override
  Ledger open() {
    claimed.ifPresent(DataFolder::close);
    DataFolder folder = DataFolder.claim(data, T0);
    claimed = Optional.of(folder);
    return SqlLedger.open(folder, BUSY);
  }

  @AfterEach
  void release() {
    claimed.ifPresent(DataFolder::close);
  }

  @Test
  void nobodyButItsOwnerReadsAFreshLedger(@TempDir Path parent) throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path fresh = parent.resolve("data");
    try (DataFolder folder = DataFolder.claim(fresh, T0);
        SqlLedger ledger = SqlLedger.open(folder)) {
      ledger.load();
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)));
      for (String file : List.of("ledger.db", "ledger.db-wal", "ledger.db-shm")) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.resolve(file))),
            file);
      }
    }
  }

  @Test
  void aSecondCollectorOnTheSameDataIsRefusedAndToldWhoHoldsIt() {
    LedgerException refused = assertThrows(LedgerException.class, () -> DataFolder.claim(data, T0));
    assertTrue(
        refused
            .getMessage()
            .contains("in use by another collector (process " + ProcessHandle.current().pid()),
        refused.getMessage());
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs(@TempDir Path other) throws IOException {
    byte[] text =
        "this is somebody's text file, not a database\n"
            .repeat(100)
            .getBytes(StandardCharsets.UTF_8);
    assertRefused(other, text, "damaged or no SQLite file");
  }

  @Test
  void aTruncatedLedgerIsRefusedAndLeftAsItIs(@TempDir Path other) throws IOException {
    try (DataFolder folder = DataFolder.claim(other, T0);
        SqlLedger ledger = SqlLedger.open(folder)) {
      ledger.load();
      for (int n = 1; n <= 50; n++) {
        ledger.commit(opening(n));
      }
    }
    byte[] whole = Files.readAllBytes(other.resolve("ledger.db"));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    assertRefused(other, half, "damaged");
  }

  @Test
  void aDatabaseOfAnotherProgramIsRefusedAndLeftAsItIs(@TempDir Path other)
      throws IOException, SQLException {
    execute(other.resolve("ledger.db"), "CREATE TABLE theirs (a INTEGER)");
    assertRefused(
        other, Files.readAllBytes(other.resolve("ledger.db")), "a database of another program");
  }

  @Test
  void aLedgerOfANewerVersionIsRefusedAndLeftAsItIs(@TempDir Path other)
      throws IOException, SQLException {
    try (DataFolder folder = DataFolder.claim(other, T0)) {
      SqlLedger.open(folder).close();
    }
    execute(
        other.resolve("ledger.db"),
        "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql',"
            + " checksum, installed_by, installed_on, execution_time, success FROM"
            + " flyway_schema_history LIMIT 1");
    assertRefused(
        other,
        Files.readAllBytes(other.resolve("ledger.db")),
        "was written by a newer version of Forebell (schema 99)");
  }

  @Test
  void readersSeeTheLastCommitWhileAnotherProgramHoldsTheWriteLock(@TempDir Path other)
      throws SQLException {
    try (DataFolder folder = DataFolder.claim(other, T0);
        SqlLedger ledger = SqlLedger.open(folder, BUSY)) {
      ledger.load();
      ledger.commit(opening(1));
      try (Connection holder = connect(other.resolve("ledger.db"));
          Statement statement = holder.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertThrows(LedgerException.class, () -> ledger.commit(opening(2)));
        assertTrue(ledger.incidents().find(incident(1)).isPresent());
        statement.execute("ROLLBACK");
      }
      assertEquals(1, ledger.load().events().size());
      ledger.commit(opening(2));
    }
  }

  private static void assertRefused(Path folder, byte[] content, String reason) throws IOException {
    Path file = folder.resolve("ledger.db");
    Files.write(file, content);
    try (DataFolder claimed = DataFolder.claim(folder, T0)) {
      LedgerException refused = assertThrows(LedgerException.class, () -> SqlLedger.open(claimed));
      assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }
}
