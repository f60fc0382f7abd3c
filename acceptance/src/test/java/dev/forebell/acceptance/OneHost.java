package dev.forebell.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One host's agent, by a key of its own, and its collector: the port, the folders and the key stay,
 * whichever process is killed and started again.
 */
final class OneHost {
  private static final String KEY = "forebell_agent_" + "k".repeat(43);

  private final Path folder;
  private final int port;

  /**
   * A host {@code this-host} of the customer demo; nothing runs yet.
   *
   * @param folder where its configuration, the collector's data and logs are
   */
  OneHost(Path folder) throws IOException {
    this.folder = folder;
    this.port = RunningPrometheus.freePort();
    Files.createDirectories(data());
    Files.writeString(
        data().resolve("agents.yaml"),
        "agents:\n  - {key_hash: \"sha256:%s\", host: this-host, customer: demo, site: hq, kind: server}\n"
            .formatted(SecretHash.of(KEY)));
  }

  /** The collector's configuration, and {@code agent.yaml}; a test writes them. */
  Path config() {
    return folder.resolve("config");
  }

  /** The collector's. */
  Path data() {
    return folder.resolve("data");
  }

  Running startCollector() {
    Running started =
        Running.launch("collector", config(), data(), "--port", Integer.toString(port));
    started.awaitReady();
    return started;
  }

  Process startAgent() throws IOException {
    return Checkout.builder(
            Checkout.root(),
            Map.of(
                "FOREBELL_COLLECTOR",
                "ws://127.0.0.1:" + port + "/agent/v1",
                "FOREBELL_AGENT_KEY",
                KEY),
            "agent",
            "run",
            "--config",
            config().resolve("agent.yaml").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("agent.log").toFile()))
        .start();
  }

  static void awaitUp(Running collector, Duration within) {
    Eventually.holds(
        "the agent is up",
        within,
        () -> collector.get("/api/v1/hosts/this-host").path("link").asText().equals("up"));
  }
}
