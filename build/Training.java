import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Both programs, started as they will be, talking to each other; each writes a start-up cache of
 * what it used when it ends, made of exactly these jars and this runtime.
 */
final class Training {
  private static final long START_MILLIS = 120_000;
  private static final long TRAINING_MILLIS = 12_000;
  private static final long DUMP_SECONDS = 300;

  private final Path samples;
  private final Path target;
  private final Path work;

  /**
   * @param samples the sample configuration
   * @param target where {@link Program#home} lies
   */
  Training(Path samples, Path target) {
    this.samples = samples;
    this.target = target;
    this.work = target.resolve("training");
  }

  void run() throws Exception {
    Folders.delete(work);
    Path data = Files.createDirectories(work.resolve("data"));
    String key = "training-key-training-key-training-key";
    String hash =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes()));
    Path agents = data.resolve("agents.yaml");
    Files.writeString(
        agents,
        "agents:\n  - {key_hash: \"sha256:"
            + hash
            + "\", host: this-host, customer: demo, site: hq, kind: server}\n");
    Files.setPosixFilePermissions(agents, PosixFilePermissions.fromString("rw-------"));
    int port = freePort();
    Process collector =
        start(
            Program.COLLECTOR,
            Map.of(),
            "collector",
            "--config",
            samples.toString(),
            "--data",
            data.toString(),
            "--port",
            "" + port);
    List<Process> running = new ArrayList<>(List.of(collector));
    try {
      awaitReady(collector, URI.create("http://127.0.0.1:" + port + "/readyz"));
      Map<String, String> told =
          Map.of(
              "FOREBELL_AGENT_STATE",
              work.resolve("agent-state").toString(),
              "FOREBELL_AGENT_KEY",
              key,
              "FOREBELL_COLLECTOR",
              "ws://127.0.0.1:" + port + "/agent/v1");
      Process agent =
          start(Program.AGENT, told, "run", "--config", samples.resolve("agent.yaml").toString());
      running.add(agent);
      if (agent.waitFor(TRAINING_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "the agent ended in training: " + work.resolve("agent.log"));
      }
      end(Program.AGENT, agent);
      end(Program.COLLECTOR, collector);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
    Folders.delete(work);
  }

  private Process start(Program program, Map<String, String> environment, String... arguments)
      throws Exception {
    Path home = program.home(target);
    List<String> command = new ArrayList<>();
    command.add(home.resolve("runtime/bin/java").toString());
    command.add("@" + home.resolve(program.flagsFile()));
    command.add("-XX:AOTCacheOutput=" + cache(program));
    // as the launcher has it: sorted, and complete
    command.addAll(
        List.of(
            "-cp",
            String.join(
                ":", Folders.files(home.resolve("lib")).stream().map(Path::toString).toList())));
    command.add(program.main());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
    builder.redirectOutput(work.resolve(program.part() + ".log").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private void end(Program program, Process process) throws Exception {
    process.destroy();
    if (!process.waitFor(DUMP_SECONDS, TimeUnit.SECONDS) || !Files.exists(cache(program))) {
      throw new IllegalStateException(
          program.name() + " left no start-up cache: packaging/target/training");
    }
  }

  /** The same digest as the launcher's. */
  private Path cache(Program program) throws IOException {
    Path home = program.home(target);
    List<Path> made = new ArrayList<>(List.of(home.resolve("runtime/release")));
    made.addAll(Folders.files(home.resolve("lib")));
    return home.resolve("cache").resolve(Folders.digest(made).substring(0, 32) + ".aot");
  }

  private static void awaitReady(Process process, URI address) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (System.nanoTime() < deadline) {
      if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
        break;
      }
      try {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        if (connection.getResponseCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
    }
    throw new IllegalStateException(
        "the collector did not start in training: packaging/target/training");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
