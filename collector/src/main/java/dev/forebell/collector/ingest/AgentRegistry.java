package dev.forebell.collector.ingest;

import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The agents that may connect: {@code agents.yaml} in the data folder, readable by its owner only.
 * Keys are kept as hashes. Looking one up is quick and safe for any thread; everything else touches
 * the file.
 */
public final class AgentRegistry implements AgentDirectory {
  public static final String FILE_NAME = "agents.yaml";

  private final AgentsFile file;
  private final SecureRandom random;
  private volatile NavigableMap<String, AgentIdentity> byHash = new TreeMap<>();

  private AgentRegistry(AgentsFile file, SecureRandom random) {
    this.file = file;
    this.random = random;
  }

  /**
   * Reads the registry of a data folder; none yet means no agents.
   *
   * @throws AgentsFile.Broken with every mistake, if the file cannot be understood
   */
  public static AgentRegistry open(Path dataFolder) throws IOException, AgentsFile.Broken {
    AgentRegistry registry =
        new AgentRegistry(new AgentsFile(dataFolder.resolve(FILE_NAME)), new SecureRandom());
    registry.reload();
    return registry;
  }

  /**
   * Reads the file again; what was in force stays if it cannot be understood. Live sessions of
   * removed keys end when they next connect.
   */
  public synchronized void reload() throws IOException, AgentsFile.Broken {
    byHash = file.read();
  }

  @Override
  public Optional<AgentIdentity> byKey(Secret key) {
    return find(key);
  }

  @Override
  public Optional<AgentIdentity> byCertificate(X509Certificate certificate) {
    return Optional.empty();
  }

  // Of keys in a file nothing but the key is known.
  @Override
  public boolean isSameMachine(AgentIdentity agent, Presence presence) {
    return true;
  }

  @Override
  public boolean stranger(AgentIdentity agent, Presence presence) {
    return false;
  }

  @Override
  public void connected(AgentIdentity agent, Presence presence) {}

  @Override
  public List<String> renew(AgentIdentity agent, String publicKey, String proof) {
    return List.of();
  }

  /** Who presents this key; empty: unknown. */
  public Optional<AgentIdentity> find(Secret key) {
    String hash = AgentKey.hash(key);
    // The map is searched by the hash, not by the key: its timing tells nothing about the key.
    return Optional.ofNullable(byHash.ceilingEntry(hash))
        .filter(entry -> AgentKey.same(entry.getKey(), hash))
        .map(Map.Entry::getValue);
  }

  /**
   * Adds an agent and writes the file.
   *
   * @return its key, which is shown this once and cannot be had again
   */
  public Secret add(AgentIdentity agent) throws IOException {
    return addAll(List.of(agent)).getFirst();
  }

  /**
   * Adds many agents and writes the file once.
   *
   * @return their keys, in the same order
   */
  public synchronized List<Secret> addAll(List<AgentIdentity> agents) throws IOException {
    TreeMap<String, AgentIdentity> next = new TreeMap<>(byHash);
    List<Secret> keys = new ArrayList<>();
    for (AgentIdentity agent : agents) {
      Secret key = AgentKey.mint(random);
      next.put(AgentKey.hash(key), agent);
      keys.add(key);
    }
    file.write(next);
    byHash = next;
    return List.copyOf(keys);
  }

  /** All agents, one entry per key. */
  public List<AgentIdentity> agents() {
    return List.copyOf(byHash.values());
  }
}
