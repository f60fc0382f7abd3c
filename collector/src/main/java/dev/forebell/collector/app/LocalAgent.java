package dev.forebell.collector.app;

import dev.forebell.collector.ingest.AgentIdentity;
import dev.forebell.common.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * An agent on the collector's own machine: its key in the data folder, its settings from the
 * configuration folder. The address and the key reach agent.yaml as environment variables.
 */
public final class LocalAgent {
  private static final String MINIMAL =
      """
      # Written by forebell: an agent on the collector's own machine.
      collector: ${env:FOREBELL_COLLECTOR}
      key: ${env:FOREBELL_AGENT_KEY}
      """;

  private final Collector collector;
  private final AgentIdentity identity;

  /** An agent that stands for this host of the configuration. */
  public LocalAgent(Collector collector, AgentIdentity identity) {
    this.collector = collector;
    this.identity = identity;
  }

  /** Starts it. */
  public AgentProcess start(Path configFolder) throws IOException {
    Path pidFile = collector.data().resolve(identity.host() + "-agent.pid");
    endOrphan(pidFile);
    AgentProcess agent = AgentProcess.start(settings(configFolder), environment(), log());
    Files.writeString(pidFile, Long.toString(agent.pid()));
    return agent;
  }

  /**
   * An agent whose collector was killed still runs, under the same key: two would be refused in
   * turn.
   */
  private static void endOrphan(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
        .filter(process -> process.info().commandLine().orElse("").contains("forebell.agent"))
        .ifPresent(ProcessHandle::destroyForcibly);
    Files.delete(pidFile);
  }

  /** Variables under which an agent.yaml finds the collector and the key. */
  public Map<String, String> environment() throws IOException {
    return environment(
        collector.address(), key().reveal(), stateOf(collector.data(), identity.host().value()));
  }

  /** Where a local agent keeps what it has not sent. */
  public static Path stateOf(Path data, String host) {
    return data.resolve(host + "-agent-state");
  }

  /** The same for a collector at another address. */
  public static Map<String, String> environment(URI collector, String key, Path state) {
    return Map.of(
        "FOREBELL_AGENT_STATE",
        state.toAbsolutePath().toString(),
        "FOREBELL_COLLECTOR",
        "ws://" + collector.getHost() + ":" + collector.getPort() + "/agent/v1",
        "FOREBELL_AGENT_KEY",
        key);
  }

  /** Where its output goes. */
  public Path log() {
    return collector.data().resolve(identity.host() + "-agent.log");
  }

  /** The agent.yaml it reads: the configuration folder's, else a minimal one in the data folder. */
  public Path settings(Path configFolder) throws IOException {
    Path given = configFolder.resolve("agent.yaml");
    return Files.exists(given) ? given.toAbsolutePath() : minimalSettings(collector.data());
  }

  /** An agent.yaml that says nothing but where to find address and key. */
  public static Path minimalSettings(Path data) throws IOException {
    return Files.writeString(data.resolve("local-agent.yaml"), MINIMAL).toAbsolutePath();
  }

  /** Where the key of a local agent is kept. */
  public static Path keyFile(Path data, String host) {
    return data.resolve(host + "-agent.key");
  }

  /** The key that an earlier start made, if the collector still knows it, else a new one. */
  public Secret key() throws IOException {
    Path file = keyFile(collector.data(), identity.host().value());
    if (Files.exists(file)) {
      Secret kept = new Secret(Files.readString(file).strip());
      Optional<AgentIdentity> known = collector.registry().find(kept);
      if (known.isPresent() && known.get().equals(identity)) {
        return kept;
      }
    }
    Secret fresh = collector.registry().add(identity);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, fresh.reveal().getBytes(StandardCharsets.UTF_8));
    return fresh;
  }
}
