import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Both programs run once together as they will on two machines: the agent enrols with the one line
 * that the collector prints, and talks to it over TLS. Each leaves a start-up cache of what it then
 * used, made of exactly these jars and this runtime.
 */
final class Training {
  private static final long START_MILLIS = 120_000;
  private static final long TRAINING_MILLIS = 12_000;
  private static final long FILLING_MILLIS = 8_000;
  private static final long COMMAND_SECONDS = 60;
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
    Path config = work.resolve("config");
    Folders.copyAll(samples, config);
    Files.writeString(
        config.resolve("collector.yaml"),
        "\ntls: {names: [127.0.0.1], address: 127.0.0.1, port: %d}\n".formatted(freePort()),
        StandardOpenOption.APPEND);
    // Often enough that a second sample, which compares with the first, is part of it.
    Files.writeString(work.resolve("agent.yaml"), "interval: 4s\n");
    String console = "http://127.0.0.1:" + freePort();
    List<Process> running = new ArrayList<>();
    try {
      Process collector =
          start(
              Program.COLLECTOR,
              cacheFlags(Program.COLLECTOR),
              "collector",
              "--config",
              config.toString(),
              "--data",
              work.resolve("data").toString(),
              "--port",
              console.substring(console.lastIndexOf(':') + 1));
      running.add(collector);
      awaitReady(collector, URI.create(console + "/readyz"));
      enrol(console);
      fillTheSpool(running);
      Process agent =
          start(Program.AGENT, cacheFlags(Program.AGENT), "run", "--config", agentFile());
      running.add(agent);
      runFor(TRAINING_MILLIS, agent);
      end(Program.AGENT, agent);
      end(Program.COLLECTOR, collector);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
    Folders.delete(work);
  }

  /** Each start but a machine's first finds a spool to read: what that takes is to be trained. */
  private void fillTheSpool(List<Process> running) throws Exception {
    Process agent = start(Program.AGENT, List.of(), "run", "--config", agentFile());
    running.add(agent);
    runFor(FILLING_MILLIS, agent);
    agent.destroy();
    if (!agent.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)
        || Folders.files(work.resolve("agent-state/spool")).stream()
            .noneMatch(file -> file.toString().endsWith(".spool"))) {
      throw new IllegalStateException("the agent left no spool in training: " + agentLog());
    }
  }

  /** From its connection on, however long a busy machine takes until then. */
  private void runFor(long millis, Process agent) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (!Files.readString(agentLog()).contains("connected to ")) {
      if (agent.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        throw new IllegalStateException("the agent did not connect in training: " + agentLog());
      }
    }
    if (agent.waitFor(millis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("the agent ended in training: " + agentLog());
    }
  }

  private Path agentLog() {
    return work.resolve("agent.log");
  }

  private String agentFile() {
    return work.resolve("agent.yaml").toString();
  }

  private void enrol(String console) throws Exception {
    String printed =
        command(
            Program.COLLECTOR,
            "enrol",
            "create",
            "--customer",
            "demo",
            "--site",
            "hq",
            "--collector",
            console);
    String line = printed.lines().findFirst().orElse("");
    if (!line.startsWith("forebell agent enrol ")) {
      throw new IllegalStateException("'enrol create' printed no command in training: " + printed);
    }
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.subList(0, 2).clear();
    words.addAll(List.of("--config", agentFile()));
    command(Program.AGENT, words.toArray(String[]::new));
  }

  /** Runs a command to its end, untrained. */
  private String command(Program program, String... arguments) throws Exception {
    Path out = work.resolve(program.part() + ".out");
    Process process =
        builder(program, List.of(), arguments)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(
          program.name() + " " + arguments[0] + " failed in training: " + Files.readString(out));
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  private Process start(Program program, List<String> flags, String... arguments)
      throws IOException {
    return builder(program, flags, arguments)
        .redirectErrorStream(true)
        .redirectOutput(work.resolve(program.part() + ".log").toFile())
        .start();
  }

  // How often what was called in training is nothing to the agent's quick compiler, and 2 MB.
  private List<String> cacheFlags(Program program) throws IOException {
    String output = "-XX:AOTCacheOutput=" + cache(program);
    return program == Program.AGENT
        ? List.of(output, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining")
        : List.of(output);
  }

  private ProcessBuilder builder(Program program, List<String> flags, String... arguments)
      throws IOException {
    Path home = program.home(target);
    List<String> command = new ArrayList<>();
    command.add(home.resolve("runtime/bin/java").toString());
    command.add("@" + home.resolve(program.flagsFile()));
    command.addAll(flags);
    // as the launcher has it: sorted, and complete
    command.add("-cp");
    command.add(
        String.join(":", Folders.files(home.resolve("lib")).stream().map(Path::toString).toList()));
    command.add(program.main());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    // as the launcher has it: another locale's way with characters takes other classes
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("FOREBELL_AGENT_STATE", work.resolve("agent-state").toString());
    return builder;
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
