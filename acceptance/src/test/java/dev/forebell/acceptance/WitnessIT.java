package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Neighbours tell a dead host from one that only fell silent: real agents, real networks, every
 * fault a real one.
 */
class WitnessIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  /** Without a witness, a silent server is down after this. */
  private static final Duration CONFIRM = Duration.ofSeconds(30);

  /** Well over the time after which the other two would be called down. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);

  private static final int AGENTS_PORT = 8443;
  private static final int CONSOLE_PORT = 8080;

  /** One machine: where it is plugged in, and the agent on it. */
  private record Machine(String host, Networks.Place place, Process agent) {}

  @TempDir private Path folder;
  private Networks networks;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    networks = new Networks();
    new TestConfig(folder.resolve("config"))
        .with(
            "collector.yaml",
            """
            listen: {port: %d}
            agents: {interval: 1s, witness_ports: [22, 80]}
            tls: {names: [%s], address: 0.0.0.0, port: %d}
            """
                .formatted(CONSOLE_PORT, networks.collector().address(), AGENTS_PORT))
        .with(
            "customers/demo.yaml",
            """
            customer: {id: demo, code: DEMO, zone: Europe/Berlin, people: 61, people_share: 50%}
            sites: [{id: hq}]
            hosts:
              - {id: host1, site: hq, kind: server}
              - {id: host2, site: hq, kind: server, confirm: 10s}
              - {id: host3, site: hq, kind: server, confirm: 10s}
            """);
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }
    networks.close();
  }

  @Test
  void neighboursTellADeadHostFromOneThatIsOnlySilent() throws Exception {
    List<Machine> machines = fleet();
    Machine first = machines.get(0);
    Machine second = machines.get(1);
    Machine third = machines.get(2);

    long cutAt = System.nanoTime();
    networks.cut(first.place());
    Eventually.holds("host1 down", SOON, () -> down("host1").isPresent());
    Duration took = Duration.ofNanos(System.nanoTime() - cutAt);
    System.out.printf("power loss to incident, with witnesses: %d ms%n", took.toMillis());
    assertTrue(took.compareTo(CONFIRM) < 0, "a witness made it sooner: " + took);
    JsonNode opened = get("/api/v1/incidents/" + down("host1").orElseThrow().path("id").asText());
    assertTrue(opened.toString().contains("unreachable"), opened.toString());
    networks.mend(first.place());
    Eventually.holds("host1 back", SOON, () -> link("host1").equals("up"));

    // An agent that stands still is as silent as a dead host, but its kernel refuses.
    Running.signal("STOP", second.agent().pid());
    networks.lose(third.place(), 20);
    LockSupport.parkNanos(LONG_ENOUGH.toNanos());
    assertEquals(Optional.empty(), down("host2"), "its kernel refuses: it lives");
    assertEquals(Optional.empty(), down("host3"), "a fifth of its packets is lost, no more");
    assertTrue(networks.lost(third.place()) > 0, "packets were really lost");
    networks.mend(third.place());
    Running.signal("CONT", second.agent().pid());
    Eventually.holds("host2 back", SOON, () -> link("host2").equals("up"));

    second.agent().destroyForcibly().waitFor();
    Eventually.holds("host2's agent is lost", SOON, () -> link("host2").equals("agent_lost"));
    Eventually.holds("neighbours were asked", SOON, () -> answers("refused") > 0);
    assertEquals(Optional.empty(), down("host2"), "a closed connection is a living kernel");
    Machine again = agent("host2", second.place(), "");
    Eventually.holds("host2 up again", SOON, () -> link("host2").equals("up"));

    // All at once: that is the line, or the site; no host of it is accused.
    networks.cut(networks.collector());
    Eventually.holds("everybody is missed", SOON, () -> links("up").isEmpty());
    LockSupport.parkNanos(LONG_ENOUGH.toNanos());
    long accused = incidents("host_down").size();
    networks.mend(networks.collector());
    Eventually.holds("all back", SOON, () -> links("up").size() == 3);
    assertEquals(1, accused, "only the first host, long ago");
    assertTrue(again.agent().isAlive());
  }

  private List<Machine> fleet() throws Exception {
    List<Networks.Place> places =
        List.of(networks.addHost(), networks.addHost(), networks.addHost());
    StringBuilder agents = new StringBuilder("agents:\n");
    for (int i = 1; i <= 3; i++) {
      agents.append(
          "  - {key_hash: \"sha256:%s\", host: host%d, customer: demo, site: hq, kind: server}\n"
              .formatted(sha256(key("host" + i)), i));
    }
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(data.resolve("agents.yaml"), agents);
    Path log = folder.resolve("collector.log");
    launch(
        networks.collector(),
        log,
        "collector",
        "--config",
        folder.resolve("config").toString(),
        "--data",
        data.toString());
    Eventually.holds("collector ready", SOON, () -> read(log).contains("ready"));
    String pin = printed(log, "(sha256:[0-9a-f]{64})");
    List<Machine> machines = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      machines.add(agent("host" + (i + 1), places.get(i), pin));
    }
    Eventually.holds("three hosts up", SOON, () -> links("up").size() == 3);
    Eventually.holds("they saw each other", SOON, () -> answers("refused") >= 6);
    return machines;
  }

  private Machine agent(String host, Networks.Place place, String pin) throws IOException {
    Path own = Files.createDirectories(folder.resolve(host));
    Path file = own.resolve("agent.yaml");
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          """
          collector: wss://%s:%d/agent/v1
          key: "%s"
          pin: "%s"
          """
              .formatted(networks.collector().address(), AGENTS_PORT, key(host), pin));
    }
    Process agent =
        launch(place, own.resolve("agent.log"), "agent", "run", "--config", file.toString());
    return new Machine(host, place, agent);
  }

  private Process launch(Networks.Place place, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Checkout.root().resolve("forebell").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(Networks.at(place, command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static String key(String host) {
    return "forebell_agent_" + host + "x".repeat(38);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode get(String path) {
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

  private List<JsonNode> incidents(String rule) {
    return StreamSupport.stream(
            get("/api/v1/incidents?limit=500").path("incidents").spliterator(), false)
        .filter(incident -> incident.path("rule").asText().equals(rule))
        .toList();
  }

  /** The host_down incident of a host, open or over. */
  private Optional<JsonNode> down(String host) {
    return incidents("host_down").stream()
        .filter(incident -> incident.path("host").asText().equals(host))
        .findFirst();
  }

  private List<String> links(String state) {
    return StreamSupport.stream(get("/api/v1/hosts").path("hosts").spliterator(), false)
        .filter(host -> host.path("link").asText().equals(state))
        .map(host -> host.path("id").asText())
        .toList();
  }

  private String link(String host) {
    return get("/api/v1/hosts/" + host).path("link").asText();
  }

  private double answers(String saw) {
    Matcher matcher =
        Pattern.compile("(?m)^forebell_witness_answers_total\\{saw=\"" + saw + "\"[^}]*} (\\S+)")
            .matcher(fetch("/metrics"));
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
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
}
