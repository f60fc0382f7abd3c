package dev.forebell.collector.port;

import java.time.Instant;
import java.util.List;

/** Where tokens, agents and credentials are kept. Blocks on the store. */
public interface TrustStore {
  /** All of them. */
  TrustRows load();

  /**
   * Makes the rows and notes durable, all or none.
   *
   * @param changed rows that are new or changed
   * @param notes appended to the audit
   */
  void save(TrustRows changed, List<TrustNote> notes);

  /** The newest notes of the audit, newest first. */
  List<TrustNote> notes(int limit);

  /** Rows by kind. */
  record TrustRows(
      List<EnrolmentToken> tokens, List<EnrolledAgent> agents, List<AgentCredential> credentials) {
    public TrustRows {
      tokens = List.copyOf(tokens);
      agents = List.copyOf(agents);
      credentials = List.copyOf(credentials);
    }
  }

  /**
   * Who did what to whom; never changed afterwards.
   *
   * @param by a person, or {@code system:...}
   * @param action such as {@code token.created}
   * @param subject id of the token or agent
   */
  record TrustNote(Instant at, String by, String action, String subject, String detail) {}
}
