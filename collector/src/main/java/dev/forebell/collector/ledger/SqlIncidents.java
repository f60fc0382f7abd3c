package dev.forebell.collector.ledger;

import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.port.IncidentReader;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.common.model.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Incidents and their timelines, read beside the writer. */
final class SqlIncidents implements IncidentReader {
  private static final int MAX_LIMIT = 500;
  private static final String SELECT =
      "SELECT id, customer, state, severity, means, emergency, host, rule, detected_at,"
          + " changed_at, object FROM incident";

  private static final String ORDER = " ORDER BY emergency DESC, detected_at DESC, id";

  private final Readers readers;

  SqlIncidents(Readers readers) {
    this.readers = readers;
  }

  @Override
  public Page list(Query query) {
    int limit = Math.clamp(query.limit(), 1, MAX_LIMIT);
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    restrict(query, conditions, values);
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    values.add(limit + 1); // one more tells whether there is a next page
    // The page first: what is sorted is then the little that the index holds, not whole incidents.
    String sql =
        SELECT + " WHERE id IN (SELECT id FROM incident" + where + ORDER + " LIMIT ?)" + ORDER;
    List<IncidentRow> rows =
        readers.read(
            connection -> Select.all(connection, SqlIncidents::incident, sql, values.toArray()));
    return rows.size() <= limit
        ? new Page(rows, Optional.empty())
        : new Page(
            rows.subList(0, limit), Optional.of(ListCursor.after(rows.get(limit - 1)).text()));
  }

  private static void restrict(Query query, List<String> conditions, List<Object> values) {
    query.customer().ifPresent(customer -> equal("customer", customer.value(), conditions, values));
    query.host().ifPresent(host -> equal("host", host, conditions, values));
    if (!query.states().isEmpty()) {
      String places = String.join(",", Collections.nCopies(query.states().size(), "?"));
      conditions.add("state IN (" + places + ")");
      values.addAll(query.states());
    }
    query.cursor().map(ListCursor::parse).ifPresent(last -> behind(last, conditions, values));
  }

  private static void equal(
      String column, String value, List<String> conditions, List<Object> values) {
    conditions.add(column + " = ?");
    values.add(value);
  }

  private static void behind(ListCursor last, List<String> conditions, List<Object> values) {
    int emergency = last.emergency() ? 1 : 0;
    long detectedAt = Nanos.of(last.detectedAt());
    conditions.add(
        "(emergency < ? OR (emergency = ? AND (detected_at < ? OR (detected_at = ? AND id > ?))))");
    Collections.addAll(values, emergency, emergency, detectedAt, detectedAt, last.id().value());
  }

  @Override
  public Optional<IncidentRow> find(IncidentId id) {
    return readers.read(
        connection ->
            Select.first(connection, SqlIncidents::incident, SELECT + " WHERE id = ?", id.value()));
  }

  @Override
  public List<Recorded> timeline(IncidentId id) {
    return readers.read(
        connection ->
            Select.all(
                connection,
                EventRows::recorded,
                EventRows.SELECT + " WHERE e.incident = ? ORDER BY e.number",
                id.value()));
  }

  @Override
  public List<Recorded> after(long position, int limit) {
    return readers.read(
        connection ->
            Select.all(
                connection,
                EventRows::recorded,
                EventRows.SELECT + " WHERE e.position > ? ORDER BY e.position LIMIT ?",
                position,
                limit));
  }

  private static IncidentRow incident(ResultSet row) throws SQLException {
    return new IncidentRow(
        new IncidentId(row.getString(1)),
        new CustomerId(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6) == 1,
        row.getString(7),
        row.getString(8),
        Nanos.instant(row.getLong(9)),
        Nanos.instant(row.getLong(10)),
        row.getString(11));
  }
}
