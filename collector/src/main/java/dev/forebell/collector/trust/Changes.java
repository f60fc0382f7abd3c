package dev.forebell.collector.trust;

import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore.TrustNote;
import dev.forebell.collector.port.TrustStore.TrustRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows and notes that become durable together; of one row the last version. */
final class Changes {
  private final Map<String, EnrolmentToken> tokens = new LinkedHashMap<>();
  private final Map<String, EnrolledAgent> agents = new LinkedHashMap<>();
  private final Map<String, AgentCredential> credentials = new LinkedHashMap<>();
  private final List<TrustNote> notes = new ArrayList<>();

  Changes put(EnrolmentToken token) {
    tokens.put(token.id(), token);
    return this;
  }

  Changes put(EnrolledAgent agent) {
    agents.put(agent.id(), agent);
    return this;
  }

  Changes put(AgentCredential credential) {
    credentials.put(credential.hash(), credential);
    return this;
  }

  Changes note(Instant at, String by, String action, String subject, String detail) {
    notes.add(new TrustNote(at, by, action, subject, detail));
    return this;
  }

  TrustRows rows() {
    return new TrustRows(
        List.copyOf(tokens.values()),
        List.copyOf(agents.values()),
        List.copyOf(credentials.values()));
  }

  List<TrustNote> notes() {
    return List.copyOf(notes);
  }
}
