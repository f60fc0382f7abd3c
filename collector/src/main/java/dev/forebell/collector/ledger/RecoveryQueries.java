package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.RuleId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads everything the machines go on from. */
final class RecoveryQueries {
  private static final long MARKS_KEPT_NANOS = Duration.ofDays(90).toNanos();

  private final Connection connection;

  RecoveryQueries(Connection connection) {
    this.connection = connection;
  }

  Recovery read() throws SQLException {
    forgetOldEpochs();
    return new Recovery(
        Select.all(
            connection,
            EventRows::stored,
            EventRows.SELECT
                + " JOIN incident i ON i.id = e.incident WHERE i.state <> 'closed' ORDER BY"
                + " e.position"),
        watches(),
        marks(),
        lastHeard(),
        people(),
        firstHeard(),
        SuppressionRows.all(connection),
        numbers("customer", CustomerId::new),
        numbers("code", code -> code),
        new TreeSet<>(announced()));
  }

  // An epoch that nobody spoke of for so long is over: its agent started a new one.
  private void forgetOldEpochs() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(
          "DELETE FROM lane_mark WHERE recorded_at < (SELECT MAX(n.recorded_at) FROM lane_mark n"
              + " WHERE n.host = lane_mark.host AND n.lane = lane_mark.lane) - "
              + MARKS_KEPT_NANOS);
    }
  }

  private List<WatchRow> watches() throws SQLException {
    return Select.all(
        connection,
        row ->
            new WatchRow(
                new ConditionKey(
                    new HostId(row.getString(1)), new RuleId(row.getString(2)), row.getString(3)),
                Optional.of(row.getString(4))),
        "SELECT host, rule, subject, payload FROM watch ORDER BY host, rule, subject");
  }

  private List<LaneMark> marks() throws SQLException {
    return Select.all(
        connection,
        row ->
            new LaneMark(
                new HostId(row.getString(1)),
                Lane.valueOf(row.getString(2)),
                row.getLong(3),
                row.getLong(4)),
        "SELECT host, lane, epoch, sequence FROM lane_mark ORDER BY host, lane, epoch");
  }

  private List<LastHeard> lastHeard() throws SQLException {
    return Select.all(
        connection,
        row -> new LastHeard(new HostId(row.getString(1)), Nanos.instant(row.getLong(2))),
        "SELECT host, at FROM last_heard ORDER BY host");
  }

  private List<LastHeard> firstHeard() throws SQLException {
    return Select.all(
        connection,
        row -> new LastHeard(new HostId(row.getString(1)), Nanos.instant(row.getLong(2))),
        "SELECT host, first_at FROM last_heard WHERE first_at IS NOT NULL ORDER BY host");
  }

  private List<PeopleRow> people() throws SQLException {
    return Select.all(
        connection,
        row ->
            new PeopleRow(
                new HostId(row.getString(1)), row.getInt(2), Nanos.instant(row.getLong(3))),
        "SELECT host, people, at FROM host_people ORDER BY host");
  }

  private <K extends Comparable<K>> SortedMap<K, Long> numbers(
      String column, java.util.function.Function<String, K> key) throws SQLException {
    SortedMap<K, Long> highest = new TreeMap<>();
    for (Map.Entry<K, Long> entry :
        Select.all(
            connection,
            row -> Map.entry(key.apply(row.getString(1)), row.getLong(2)),
            "SELECT " + column + ", MAX(number) FROM incident GROUP BY " + column)) {
      highest.put(entry.getKey(), entry.getValue());
    }
    return highest;
  }

  private List<IncidentId> announced() throws SQLException {
    return Select.all(
        connection,
        row -> new IncidentId(row.getString(1)),
        "SELECT i.id FROM incident i WHERE i.state <> 'closed' AND EXISTS (SELECT 1 FROM outbox o"
            + " WHERE o.incident = i.id AND o.endpoint NOT LIKE 'people:%')");
  }
}
