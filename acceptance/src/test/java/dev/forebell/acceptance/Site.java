package dev.forebell.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A customer's site on networks of its own: a real collector, and a real agent on each host, over
 * TLS. Host n of the customer is {@code hostN}.
 */
final class Site implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(40);
  static final int AGENTS_PORT = 8443;
  private static final int CONSOLE_PORT = 8080;

  /** One machine: where it is plugged in, its own folder, and the agent on it. */
  record Machine(String host, Networks.Place place, Path folder, Process agent) {}

  private final Path folder;
  private final Networks networks = new Networks();
  private final List<Process> processes = new ArrayList<>();
  private Optional<Process> collector = Optional.empty();

  /**
   * @param agents the configuration's {@code agents} section, in one line
   * @param hosts lines of the customer's {@code hosts}
   */
  Site(Path folder, String agents, String hosts) {
    this.folder = folder;
    new TestConfig(folder.resolve("config"))
        .with(
            "collector.yaml",
            """
            listen: {port: %d}
            agents: {%s}
            tls: {names: [%s], address: 0.0.0.0, port: %d}
            """
                .formatted(CONSOLE_PORT, agents, networks.collector().address(), AGENTS_PORT))
        .with(
            "customers/demo.yaml",
            """
            customer: {id: demo, code: DEMO, zone: Europe/Berlin, people: 61, people_share: 50%}
            sites: [{id: hq}]
            hosts:
            """
                + hosts.indent(2));
  }

  Networks networks() {
    return networks;
  }

  Path data() {
    return folder.resolve("data");
  }

  /** A collector and a host for each text, which goes into that host's agent.yaml. */
  List<Machine> start(List<String> agentFiles) throws IOException {
    List<Networks.Place> places = agentFiles.stream().map(file -> networks.addHost()).toList();
    StringBuilder agents = new StringBuilder("agents:\n");
    for (int i = 1; i <= places.size(); i++) {
      agents.append(
          "  - {key_hash: \"sha256:%s\", host: host%d, customer: demo, site: hq, kind: server}\n"
              .formatted(SecretHash.of(key("host" + i)), i));
    }
    Files.createDirectories(data());
    Files.writeString(data().resolve("agents.yaml"), agents);
    Path log = folder.resolve("collector.log");
    collector =
        Optional.of(
            launch(
                networks.collector(),
                log,
                "collector",
                "--config",
                folder.resolve("config").toString(),
                "--data",
                data().toString()));
    Eventually.holds("collector ready", SOON, () -> read(log).contains("ready"));
    String pin = printed(log, "(sha256:[0-9a-f]{64})");
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      machines.add(machine("host" + (i + 1), places.get(i), pin, agentFiles.get(i)));
    }
    Eventually.holds("all hosts up", SOON, () -> links("up").size() == places.size());
    return machines;
  }

  private Machine machine(String host, Networks.Place place, String pin, String more)
      throws IOException {
    Path own = Files.createDirectories(folder.resolve(host));
    Files.writeString(
        own.resolve("agent.yaml"),
        """
        collector: wss://%s:%d/agent/v1
        key: "%s"
        pin: "%s"
        """
                .formatted(networks.collector().address(), AGENTS_PORT, key(host), pin)
            + more);
    return new Machine(host, place, own, runAgent(place, own));
  }

  /** The same machine with a new agent process. */
  Machine again(Machine machine) throws IOException {
    return new Machine(
        machine.host(),
        machine.place(),
        machine.folder(),
        runAgent(machine.place(), machine.folder()));
  }

  private Process runAgent(Networks.Place place, Path own) throws IOException {
    return launch(
        place,
        own.resolve("agent.log"),
        "agent",
        "run",
        "--config",
        own.resolve("agent.yaml").toString());
  }

  private Process launch(Networks.Place place, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("forebell").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(Networks.at(place, command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    processes.add(process);
    return process;
  }

  private static String key(String host) {
    return "forebell_agent_" + host + "x".repeat(38);
  }

  JsonNode get(String path) {
    try {
      return Running.JSON.readTree(fetch(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String fetch(String path) {
    return Networks.run(
        Networks.at(
                networks.collector(),
                List.of(
                    Needs.program("curl", "curl").toString(),
                    "--silent",
                    "--show-error",
                    "--fail",
                    "--max-time",
                    "10",
                    "http://127.0.0.1:" + CONSOLE_PORT + path))
            .toArray(String[]::new));
  }

  List<JsonNode> incidents(String rule) {
    return StreamSupport.stream(
            get("/api/v1/incidents?limit=500").path("incidents").spliterator(), false)
        .filter(incident -> incident.path("rule").asText().equals(rule))
        .toList();
  }

  List<String> links(String state) {
    return StreamSupport.stream(get("/api/v1/hosts").path("hosts").spliterator(), false)
        .filter(host -> host.path("link").asText().equals(state))
        .map(host -> host.path("id").asText())
        .toList();
  }

  String link(String host) {
    return get("/api/v1/hosts/" + host).path("link").asText();
  }

  /** A value of the collector's own meters; 0 while there is none. */
  double meter(String series) {
    Matcher matcher = Pattern.compile("(?m)^" + series + "[^ ]* (\\S+)").matcher(fetch("/metrics"));
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  /** Asked to end, the collector ends, and its ledger may be read. */
  void stopCollector() throws IOException, InterruptedException {
    Process process = collector.orElseThrow();
    Running.signal("TERM", process.pid());
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError(
          "the collector did not stop: " + read(folder.resolve("collector.log")));
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String printed(Path log, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(read(log));
    if (!matcher.find()) {
      throw new AssertionError("not printed: " + pattern + "\n" + read(log));
    }
    return matcher.group(1);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroyForcibly().onExit().join();
    }
    networks.close();
  }
}
