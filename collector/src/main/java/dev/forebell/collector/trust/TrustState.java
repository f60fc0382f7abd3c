package dev.forebell.collector.trust;

import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore;
import dev.forebell.collector.port.TrustStore.TrustNote;
import dev.forebell.collector.port.TrustStore.TrustRows;
import dev.forebell.common.model.HostId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of tokens, agents and credentials: changed by one at a time, read by anyone without
 * waiting. Nothing is visible before it is durable.
 */
final class TrustState {
  private final TrustStore store;
  private final InstantSource clock;
  private final Map<String, EnrolmentToken> tokens = new ConcurrentHashMap<>();
  private final Map<String, EnrolledAgent> agents = new ConcurrentHashMap<>();
  private final Map<String, AgentCredential> credentials = new ConcurrentHashMap<>();

  TrustState(TrustStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    show(store.load());
  }

  /** Writes, then shows. For the one who holds this object's monitor. */
  void save(Changes changes) {
    TrustRows rows = changes.rows();
    store.save(rows, changes.notes());
    show(rows);
  }

  private void show(TrustRows rows) {
    rows.tokens().forEach(token -> tokens.put(token.id(), token));
    rows.agents().forEach(agent -> agents.put(agent.id(), agent));
    rows.credentials().forEach(credential -> credentials.put(credential.hash(), credential));
  }

  Instant now() {
    return clock.instant();
  }

  List<TrustNote> notes(int limit) {
    return store.notes(limit);
  }

  List<EnrolmentToken> tokens() {
    return tokens.values().stream()
        .sorted(
            Comparator.comparing(EnrolmentToken::createdAt)
                .reversed()
                .thenComparing(EnrolmentToken::id))
        .toList();
  }

  Optional<EnrolmentToken> token(String id) {
    return Optional.ofNullable(tokens.get(id));
  }

  Optional<EnrolmentToken> tokenOf(String hash) {
    return tokens.values().stream().filter(token -> token.hash().equals(hash)).findFirst();
  }

  List<EnrolledAgent> agents() {
    return agents.values().stream()
        .sorted(Comparator.comparing(EnrolledAgent::host).thenComparing(EnrolledAgent::enrolledAt))
        .toList();
  }

  Optional<EnrolledAgent> agent(String id) {
    return Optional.ofNullable(agents.get(id));
  }

  /** The one that stands for this host now. */
  Optional<EnrolledAgent> activeOn(HostId host) {
    return agents.values().stream()
        .filter(agent -> agent.active() && agent.host().equals(host))
        .findFirst();
  }

  Optional<AgentCredential> credential(String hash) {
    return Optional.ofNullable(credentials.get(hash));
  }

  List<AgentCredential> credentialsOf(String agent) {
    return credentials.values().stream()
        .filter(credential -> credential.agent().equals(agent))
        .toList();
  }
}
