package dev.forebell.collector.trust;

import dev.forebell.collector.port.AgentCredential;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.port.EnrolmentToken;
import dev.forebell.collector.port.TrustStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a ledger keeps of trust, without the disk. */
public final class MemoryTrustStore implements TrustStore {
  private final Map<String, EnrolmentToken> tokens = new LinkedHashMap<>();
  private final Map<String, EnrolledAgent> agents = new LinkedHashMap<>();
  private final Map<String, AgentCredential> credentials = new LinkedHashMap<>();
  private final List<TrustNote> notes = new ArrayList<>();
  private boolean full;
  private int saves;

  /** From now on nothing can be written. */
  public void fill() {
    full = true;
  }

  /** How often something was written. */
  public synchronized int saves() {
    return saves;
  }

  @Override
  public synchronized TrustRows load() {
    return new TrustRows(
        List.copyOf(tokens.values()),
        List.copyOf(agents.values()),
        List.copyOf(credentials.values()));
  }

  @Override
  public synchronized void save(TrustRows changed, List<TrustNote> more) {
    if (full) {
      throw new IllegalStateException("the disk is full");
    }
    saves++;
    changed.tokens().forEach(token -> tokens.put(token.id(), token));
    changed.agents().forEach(agent -> agents.put(agent.id(), agent));
    changed.credentials().forEach(credential -> credentials.put(credential.hash(), credential));
    notes.addAll(more);
  }

  @Override
  public synchronized List<TrustNote> notes(int limit) {
    return notes.reversed().stream().limit(limit).toList();
  }
}
