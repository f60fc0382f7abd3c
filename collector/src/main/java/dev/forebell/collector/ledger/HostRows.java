package dev.forebell.collector.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes what detection keeps of each host: watches, marks, when it was heard, its people. */
final class HostRows {
  private HostRows() {}

  static void write(Statements statements, Commit commit) throws SQLException {
    for (WatchRow row : commit.watches()) {
      watch(statements, row);
    }
    marks(statements, commit);
    lastHeard(statements, commit);
    people(statements, commit);
  }

  private static void watch(Statements statements, WatchRow row) throws SQLException {
    String sql =
        row.payload().isPresent()
            ? """
            INSERT INTO watch (host, rule, subject, payload) VALUES (?,?,?,?)
            ON CONFLICT (host, rule, subject) DO UPDATE SET payload = excluded.payload\
            """
            : "DELETE FROM watch WHERE host = ? AND rule = ? AND subject = ?";
    PreparedStatement statement = statements.of(sql);
    Bind.all(statement, row.key().host().value(), row.key().rule().value(), row.key().subject());
    if (row.payload().isPresent()) {
      statement.setString(4, row.payload().get());
    }
    statement.executeUpdate();
  }

  // A mark never goes back, whatever order a caller groups inputs in.
  private static void marks(Statements statements, Commit commit) throws SQLException {
    String upsert =
        """
        INSERT INTO lane_mark (host, lane, epoch, sequence, recorded_at) VALUES (?,?,?,?,?)
        ON CONFLICT (host, lane, epoch) DO UPDATE SET sequence = excluded.sequence,
          recorded_at = excluded.recorded_at WHERE excluded.sequence > lane_mark.sequence\
        """;
    PreparedStatement statement = statements.of(upsert);
    for (LaneMark mark : commit.marks()) {
      Bind.all(
          statement,
          mark.host().value(),
          mark.lane().name(),
          mark.epoch(),
          mark.sequence(),
          Nanos.of(commit.recordedAt()));
      statement.executeUpdate();
    }
  }

  private static void lastHeard(Statements statements, Commit commit) throws SQLException {
    String upsert =
        """
        INSERT INTO last_heard (host, at, first_at) VALUES (?,?,?)
        ON CONFLICT (host) DO UPDATE SET at = excluded.at\
        """;
    PreparedStatement statement = statements.of(upsert);
    for (LastHeard row : commit.lastHeard()) {
      Bind.all(statement, row.host().value(), Nanos.of(row.at()), Nanos.of(row.at()));
      statement.executeUpdate();
    }
  }

  private static void people(Statements statements, Commit commit) throws SQLException {
    String upsert =
        """
        INSERT INTO host_people (host, people, at) VALUES (?,?,?)
        ON CONFLICT (host) DO UPDATE SET people = excluded.people, at = excluded.at\
        """;
    PreparedStatement statement = statements.of(upsert);
    for (PeopleRow row : commit.people()) {
      Bind.all(statement, row.host().value(), row.people(), Nanos.of(row.at()));
      statement.executeUpdate();
    }
  }
}
