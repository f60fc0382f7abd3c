package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far each epoch of all agents was counted, from the ledger of a collector that has ended. */
final class LaneMarks {
  private LaneMarks() {}

  /** By lane and epoch, as {@link SpoolOnDisk} names them. */
  static Map<String, Long> of(Path data) throws SQLException {
    Map<String, Long> marks = new TreeMap<>();
    try (Connection ledger =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ledger.db"));
        Statement statement = ledger.createStatement();
        ResultSet rows = statement.executeQuery("SELECT lane, epoch, sequence FROM lane_mark")) {
      while (rows.next()) {
        String lane = rows.getString(1).toLowerCase(Locale.ROOT);
        marks.put(lane + " " + rows.getLong(2), rows.getLong(3));
      }
    }
    return marks;
  }

  /** Each epoch was counted to its end: no batch is missing, none came from nowhere. */
  static void assertComplete(Map<String, Long> sampled, Map<String, Long> counted) {
    sampled.forEach(
        (track, last) -> {
          long mark = counted.getOrDefault(track, 0L);
          // One may have been sent in the moment before it would have been written.
          assertTrue(
              mark == last || mark == last + 1,
              track + ": sampled " + last + ", counted " + mark + " of " + counted);
        });
  }
}
