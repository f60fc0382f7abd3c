package dev.forebell.collector.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real agent of this checkout as a process of its own, with the flags it has in production. */
public final class AgentProcess implements AutoCloseable {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  private final Process process;

  private final Thread withUs;

  private AgentProcess(Process process) {
    this.process = process;
    this.withUs = new Thread(process::destroyForcibly, "agent-with-us");
    // Also if the command is broken off: an agent that was stopped by a signal would never end.
    Runtime.getRuntime().addShutdownHook(withUs);
  }

  /**
   * Starts an agent.
   *
   * @param config its agent.yaml
   * @param environment variables that agent.yaml refers to
   * @param log where its output goes, appended
   * @throws IOException if the agent's files are not where the launcher puts them, or the process
   *     does not start
   */
  public static AgentProcess start(Path config, Map<String, String> environment, Path log)
      throws IOException {
    Path launcher = home().resolve("forebell");
    if (!Files.isExecutable(launcher)) {
      throw new IOException("no launcher at " + launcher + "; start through ./forebell");
    }
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "agent", "run", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new AgentProcess(builder.start());
  }

  private static Path home() throws IOException {
    return Optional.ofNullable(System.getenv("FOREBELL_HOME"))
        .map(Path::of)
        .orElseThrow(() -> new IOException("FOREBELL_HOME is not set; start through ./forebell"));
  }

  public long pid() {
    return process.pid();
  }

  /** Asks it to stop, waits a few seconds, then ends it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      forget();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(withUs);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs anyway, and finds what it would have ended.
      return;
    }
  }
}
