package dev.forebell.collector.ledger;

import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.SiteId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tokens, agents, credentials and the audit of them, in the ledger's file. */
final class SqlTrust implements TrustStore {
  private static final String TOKEN =
      "id, hash, customer, site, kind, host, uses, used, clones, pool, retire_millis, created_at,"
          + " expires_at, author, revoked_at";
  private static final String AGENT =
      "id, host, customer, site, kind, token, host_name, machine, state, clone_of, seat,"
          + " retire_millis, enrolled_at, seen_at";
  private static final String CREDENTIAL = "hash, agent, certificate, issued_at, used_at, ends_at";

  private final Writer writer;
  private final Readers readers;

  SqlTrust(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  @Override
  public TrustRows load() {
    return readers.read(
        connection ->
            new TrustRows(
                Select.all(
                    connection, SqlTrust::token, "SELECT " + TOKEN + " FROM enrolment_token"),
                Select.all(connection, SqlTrust::agent, "SELECT " + AGENT + " FROM enrolled_agent"),
                Select.all(
                    connection,
                    SqlTrust::credential,
                    "SELECT " + CREDENTIAL + " FROM agent_credential")));
  }

  @Override
  public void save(TrustRows changed, List<TrustNote> notes) {
    writer.transaction(
        connection -> {
          for (EnrolmentToken token : changed.tokens()) {
            upsert(connection, "enrolment_token", TOKEN, values(token));
          }
          for (EnrolledAgent agent : changed.agents()) {
            upsert(connection, "enrolled_agent", AGENT, values(agent));
          }
          for (AgentCredential credential : changed.credentials()) {
            upsert(connection, "agent_credential", CREDENTIAL, values(credential));
          }
          for (TrustNote note : notes) {
            insert(connection, note);
          }
          return notes.size();
        });
  }

  @Override
  public List<TrustNote> notes(int limit) {
    return readers.read(
        connection ->
            Select.all(
                connection,
                row ->
                    new TrustNote(
                        Nanos.instant(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)),
                "SELECT at, author, action, subject, detail FROM trust_note"
                    + " ORDER BY position DESC LIMIT ?",
                limit));
  }

  private static void upsert(
      Connection connection, String table, String columns, List<Optional<Object>> values)
      throws SQLException {
    String places = String.join(",", values.stream().map(_ -> "?").toList());
    fill(
        connection,
        "INSERT OR REPLACE INTO " + table + " (" + columns + ") VALUES (" + places + ")",
        values);
  }

  private static void insert(Connection connection, TrustNote note) throws SQLException {
    fill(
        connection,
        "INSERT INTO trust_note (at, author, action, subject, detail) VALUES (?,?,?,?,?)",
        List.of(
            Optional.of(Nanos.of(note.at())),
            Optional.of(note.by()),
            Optional.of(note.action()),
            Optional.of(note.subject()),
            Optional.of(note.detail())));
  }

  private static void fill(Connection connection, String sql, List<Optional<Object>> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).isPresent()) {
          statement.setObject(i + 1, values.get(i).get());
        } else {
          statement.setNull(i + 1, java.sql.Types.NULL);
        }
      }
      statement.executeUpdate();
    }
  }

  private static List<Optional<Object>> values(EnrolmentToken token) {
    return List.of(
        Optional.of(token.id()),
        Optional.of(token.hash()),
        Optional.of(token.customer().value()),
        Optional.of(token.site().value()),
        Optional.of(token.kind().id()),
        token.host().map(HostId::value),
        Optional.of(token.uses()),
        Optional.of(token.used()),
        Optional.of(token.clones() ? 1 : 0),
        token.pool().map(pool -> pool),
        token.retireAfter().map(Duration::toMillis),
        Optional.of(Nanos.of(token.createdAt())),
        Optional.of(Nanos.of(token.expiresAt())),
        Optional.of(token.by()),
        token.revokedAt().map(Nanos::of));
  }

  private static List<Optional<Object>> values(EnrolledAgent agent) {
    return List.of(
        Optional.of(agent.id()),
        Optional.of(agent.host().value()),
        Optional.of(agent.customer().value()),
        Optional.of(agent.site().value()),
        Optional.of(agent.kind().id()),
        Optional.of(agent.token()),
        Optional.of(agent.hostName()),
        Optional.of(agent.machine()),
        Optional.of(agent.state().id()),
        agent.cloneOf().map(id -> id),
        agent.seat().map(seat -> seat),
        agent.retireAfter().map(Duration::toMillis),
        Optional.of(Nanos.of(agent.enrolledAt())),
        Optional.of(Nanos.of(agent.seenAt())));
  }

  private static List<Optional<Object>> values(AgentCredential credential) {
    return List.of(
        Optional.of(credential.hash()),
        Optional.of(credential.agent()),
        credential.certificate().map(pem -> pem),
        Optional.of(Nanos.of(credential.issuedAt())),
        credential.usedAt().map(Nanos::of),
        Optional.of(Nanos.of(credential.endsAt())));
  }

  private static EnrolmentToken token(ResultSet row) throws SQLException {
    return new EnrolmentToken(
        row.getString(1),
        row.getString(2),
        new CustomerId(row.getString(3)),
        new SiteId(row.getString(4)),
        kind(row.getString(5)),
        text(row, 6).map(HostId::new),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9) != 0,
        text(row, 10),
        number(row, 11).map(Duration::ofMillis),
        Nanos.instant(row.getLong(12)),
        Nanos.instant(row.getLong(13)),
        row.getString(14),
        instant(row, 15));
  }

  private static EnrolledAgent agent(ResultSet row) throws SQLException {
    return new EnrolledAgent(
        row.getString(1),
        new HostId(row.getString(2)),
        new CustomerId(row.getString(3)),
        new SiteId(row.getString(4)),
        kind(row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        EnrolledAgent.State.valueOf(row.getString(9).toUpperCase(Locale.ROOT)),
        text(row, 10),
        text(row, 11),
        number(row, 12).map(Duration::ofMillis),
        Nanos.instant(row.getLong(13)),
        Nanos.instant(row.getLong(14)));
  }

  private static AgentCredential credential(ResultSet row) throws SQLException {
    return new AgentCredential(
        row.getString(1),
        row.getString(2),
        text(row, 3),
        Nanos.instant(row.getLong(4)),
        instant(row, 5),
        Nanos.instant(row.getLong(6)));
  }

  private static HostKind kind(String id) {
    return Arrays.stream(HostKind.values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElse(HostKind.SERVER);
  }

  private static Optional<String> text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Long> number(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return number(row, column).map(Nanos::instant);
  }
}
