import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Lays out what the Linux packages hold, below {@code packaging/target/NAME/root}: a trimmed
 * runtime, the jars, the launcher, the unit, the configuration; then runs both programs once
 * together, so that each leaves a start-up cache made of exactly these jars. A source-file program:
 * {@code java build/Stage.java REPOSITORY TIME}. What has not changed since the last time is left
 * alone.
 */
class Stage {
  private static final List<String> LINKING =
      List.of(
          "--strip-debug",
          "--no-header-files",
          "--no-man-pages",
          "--compress",
          "zip-6",
          "--vm",
          "server");
  private static final long START_MILLIS = 120_000;
  private static final long TRAINING_MILLIS = 12_000;
  private static final long DUMP_SECONDS = 300;

  private final Path repository;
  private final Path sources;
  private final Path target;

  private final FileTime time;

  private Stage(Path repository, Instant time) {
    this.repository = repository;
    this.time = FileTime.from(time);
    this.sources = repository.resolve("packaging/src/main");
    this.target = repository.resolve("packaging/target");
  }

  /**
   * @param modules the Java modules that the program needs, as its start on the trimmed runtime
   *     proves
   * @param leftOut jars that are never used on Linux
   */
  private record Program(
      String part,
      String main,
      String modules,
      String priority,
      String summary,
      String text,
      String configuration,
      List<String> leftOut) {
    String name() {
      return "forebell-" + part;
    }
  }

  private static final Program AGENT =
      new Program(
          "agent",
          "dev.forebell.agent.AgentMain",
          "java.base,java.logging,java.management,java.naming,jdk.unsupported",
          "20",
          "Forebell agent: measures this host and sends it to a collector",
          "Streams what it measures over one outbound connection and opens no port.",
          "/etc/forebell/agent.yaml /etc/forebell/agent.key /etc/forebell/enrolment-token",
          List.of("jna-", "oshi-core-"));

  private static final Program COLLECTOR =
      new Program(
          "collector",
          "dev.forebell.collector.app.Main",
          "java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.desktop,jdk.unsupported,jdk.management",
          "10",
          "Forebell collector: detection, incidents, emergencies, SLA clocks, delivery",
          "Opens incidents by itself and delivers tickets before users call.",
          "/etc/forebell/collector",
          List.of());

  public static void main(String[] args) throws Exception {
    new Stage(Path.of(args[0]).toAbsolutePath().normalize(), Instant.parse(args[1])).run();
  }

  private void run() throws Exception {
    layAndTrain();
    for (Program program : List.of(AGENT, COLLECTOR)) {
      dress(program);
    }
  }

  private void layAndTrain() throws Exception {
    String inputs = digest(inputs());
    Path stamp = target.resolve("stage.stamp");
    if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
      return;
    }
    Files.deleteIfExists(stamp);
    for (Program program : List.of(AGENT, COLLECTOR)) {
      lay(program);
    }
    train();
    Files.writeString(stamp, inputs);
  }

  private List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>(List.of(repository.resolve("build/Stage.java")));
    inputs.add(Path.of(System.getProperty("java.home"), "release"));
    for (Program program : List.of(AGENT, COLLECTOR)) {
      inputs.add(flags(program));
      inputs.addAll(jars(program));
    }
    return inputs;
  }

  private List<Path> jars(Program program) throws IOException {
    Path built = repository.resolve(program.part()).resolve("target");
    List<Path> jars = new ArrayList<>(List.of(built.resolve(program.part() + ".jar")));
    files(built.resolve("lib")).stream()
        .filter(
            jar -> program.leftOut().stream().noneMatch(jar.getFileName().toString()::startsWith))
        .forEach(jars::add);
    return jars;
  }

  private Path flags(Program program) {
    String name = program.part() + ".jvmflags";
    return repository.resolve(program.part()).resolve("src/main/dist").resolve(name);
  }

  /** What a start-up cache depends on. */
  private void lay(Program program) throws IOException {
    delete(target.resolve(program.part()));
    Path home = home(program);
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("cache"));
    link(program, home.resolve("runtime"));
    strip(home.resolve("runtime"));
    for (Path jar : jars(program)) {
      copy(jar, home.resolve("lib").resolve(jar.getFileName()));
    }
    copy(flags(program), home.resolve(flags(program).getFileName()));
    // A cache remembers the times of the jars and the runtime: they must be those that the packages
    // give them.
    for (Path file : files(home)) {
      Files.setLastModifiedTime(file, time);
    }
  }

  // The names of the runtime's inner functions are a tenth of the whole; crash reports do without.
  private static void strip(Path runtime) throws IOException {
    List<Path> libraries =
        files(runtime).stream().filter(file -> file.toString().endsWith(".so")).toList();
    List<String> command = new ArrayList<>(List.of("strip", "--strip-unneeded"));
    libraries.forEach(library -> command.add(library.toString()));
    try {
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("strip failed");
      }
    } catch (IOException missing) {
      System.err.println(
          "strip is not installed (Debian: binutils): the packages become 5 MB larger");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Everything else: cheap, so it is made anew each time. */
  private void dress(Program program) throws IOException {
    Path folder = target.resolve(program.part());
    Path root = folder.resolve("root");
    Path home = home(program);
    Path doc = root.resolve("usr/share/doc").resolve(program.name());
    delete(doc);
    delete(root.resolve("etc"));
    write(
        program,
        sources.resolve("launcher/program.sh"),
        home.resolve("bin").resolve(program.name()),
        "rwxr-xr-x");
    write(
        program,
        sources.resolve("launcher/forebell.sh"),
        home.resolve("bin/forebell"),
        "rwxr-xr-x");
    String unit = program.name() + ".service";
    copy(
        sources.resolve(program.part()).resolve(unit),
        root.resolve("usr/lib/systemd/system").resolve(unit));
    copy(repository.resolve("LICENSE"), doc.resolve("copyright"));
    copy(repository.resolve("docs/install.md"), doc.resolve("install.md"));
    copy(bill(program), doc.resolve("sbom.cdx.json"));
    configure(program, root.resolve("etc/forebell"), doc.resolve("examples"));
    for (String kind : List.of("deb", "rpm", "tar")) {
      for (Path script : files(sources.resolve(kind))) {
        write(program, script, folder.resolve(kind).resolve(script.getFileName()), "rwxr-xr-x");
      }
    }
  }

  // Its plug-in does nothing when Maven is offline, and says so only at a higher log level.
  private Path bill(Program program) {
    Path bill = repository.resolve(program.part()).resolve("target/bom.json");
    if (!Files.exists(bill)) {
      throw new IllegalStateException(
          bill
              + " is missing: the bill of materials is not made by 'mvn -o'. Build without -o, or"
              + " leave the packages out: -pl common,agent,collector,acceptance");
    }
    return bill;
  }

  // The collector's tree with one customer to fill in; the samples' customers are there to read.
  private void configure(Program program, Path etc, Path examples) throws IOException {
    Path config = repository.resolve("config");
    if (program == AGENT) {
      copy(sources.resolve("agent/agent.yaml"), etc.resolve("agent.yaml"));
      return;
    }
    Path tree = etc.resolve("collector");
    for (Path file : files(config)) {
      String name = config.relativize(file).toString();
      if (!name.matches(
          "agent\\.yaml|schema/agent.*|prometheus/.*|rule-tests/.*|.*/drill\\.yaml|(customers|webhooks)/.*")) {
        copy(file, tree.resolve(name));
      }
      if (name.matches("(customers|webhooks)/.*|prometheus/.*|rule-tests/.*")) {
        copy(file, examples.resolve(name));
      }
    }
    copy(
        sources.resolve("collector/customers/example.yaml"),
        tree.resolve("customers/example.yaml"));
  }

  private static void link(Program program, Path runtime) {
    List<String> arguments = new ArrayList<>(LINKING);
    arguments.addAll(List.of("--add-modules", program.modules(), "--output", runtime.toString()));
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    if (status != 0) {
      throw new IllegalStateException("jlink failed for " + program.name());
    }
  }

  /**
   * Both programs, started as they will be, talking to each other; each writes its cache when it
   * ends.
   */
  private void train() throws Exception {
    Path work = target.resolve("training");
    delete(work);
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
    Path config = repository.resolve("config");
    Process collector =
        start(
            COLLECTOR,
            work,
            Map.of(),
            "collector",
            "--config",
            config.toString(),
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
          start(AGENT, work, told, "run", "--config", config.resolve("agent.yaml").toString());
      running.add(agent);
      if (agent.waitFor(TRAINING_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "the agent ended in training: " + work.resolve("agent.log"));
      }
      end(AGENT, agent);
      end(COLLECTOR, collector);
    } finally {
      running.forEach(Process::destroyForcibly);
    }
    delete(work);
  }

  private Process start(
      Program program, Path work, Map<String, String> environment, String... arguments)
      throws Exception {
    Path home = home(program);
    List<String> command = new ArrayList<>();
    command.add(home.resolve("runtime/bin/java").toString());
    command.add("@" + home.resolve(program.part() + ".jvmflags"));
    command.add("-XX:AOTCacheOutput=" + cache(program));
    // as the launcher has it: sorted, and complete
    command.addAll(
        List.of(
            "-cp",
            String.join(":", files(home.resolve("lib")).stream().map(Path::toString).toList())));
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
  private Path cache(Program program) throws Exception {
    Path home = home(program);
    List<Path> made = new ArrayList<>(List.of(home.resolve("runtime/release")));
    made.addAll(files(home.resolve("lib")));
    return home.resolve("cache").resolve(digest(made).substring(0, 32) + ".aot");
  }

  private Path home(Program program) {
    return target.resolve(program.part()).resolve("root/usr/lib").resolve(program.name());
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

  private void write(Program program, Path template, Path file, String mode) throws IOException {
    String text =
        Files.readString(template)
            .replace("@NAME@", program.name())
            .replace("@MAIN@", program.main())
            .replace("@JVMFLAGS@", program.part() + ".jvmflags")
            .replace("@PRIORITY@", program.priority())
            .replace("@SUMMARY@", program.summary())
            .replace("@DESCRIPTION@", program.text())
            .replace("@CONFIGURATION@", program.configuration())
            .replace(
                "@DEBARCH@", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static String digest(List<Path> files) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files) {
      digest.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Every file below, in the order of {@code LC_ALL=C}. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
