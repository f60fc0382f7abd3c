package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One line enrols: real collector, real agents, real TLS, machines that are copies of each other.
 */
class EnrolIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private Running collector;
  private final List<Process> agents = new ArrayList<>();

  @BeforeEach
  void start() {
    TestConfig config =
        new TestConfig(folder.resolve("config"))
            .with(
                "collector.yaml",
                "agents: {interval: 1s}\ntls: {names: [127.0.0.1], address: 127.0.0.1, port: 0}\n")
            .with(
                "customers/demo.yaml",
                """
                customer: {id: demo, code: DEMO, zone: Europe/Berlin, people: 61, people_share: 50%}
                sites: [{id: hq}]
                """);
    collector = Running.start("collector", config.folder(), folder.resolve("data"));
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process agent : agents) {
      agent.destroyForcibly().waitFor();
    }
    collector.close();
  }

  /** The words of the command that 'enrol create' prints. */
  private List<String> command(String... more) {
    List<String> create =
        new ArrayList<>(List.of("enrol", "create", "--customer", "demo", "--site", "hq"));
    create.addAll(List.of(more));
    Checkout.Result made = onCollector(create);
    assertEquals(0, made.exitCode(), made.err());
    String line = made.out().lines().findFirst().orElseThrow();
    assertTrue(
        line.matches(
            "forebell agent enrol --collector wss://127\\.0\\.0\\.1:\\d+/agent/v1"
                + " --pin sha256:[0-9a-f]{64} --token forebell_enr_[A-Za-z0-9_-]{43}"),
        line);
    return Arrays.asList(line.split(" ", -1)).subList(1, 9);
  }

  private Checkout.Result onCollector(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add("--collector");
    all.add(collector.console().toString());
    return Checkout.run(SOON, all.toArray(String[]::new));
  }

  /** A machine: its configuration and state in a folder of its own. */
  private Path machine(String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.writeString(own.resolve("agent.yaml"), "interval: 1s\n");
    return own;
  }

  private static Checkout.Result enrol(Path machine, List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--config");
    words.add(machine.resolve("agent.yaml").toString());
    return Checkout.run(SOON, words.toArray(String[]::new));
  }

  private Process run(Path machine, Optional<String> machineId) throws IOException {
    List<String> words = new ArrayList<>();
    if (machineId.isPresent()) {
      // A mount of its own: what the others read stays as it is.
      Path id = Files.writeString(machine.resolve("machine-id"), machineId.get() + "\n");
      words.addAll(
          List.of(
              "unshare",
              "--mount",
              "sh",
              "-c",
              "mount --bind \"$0\" /etc/machine-id && exec \"$@\""));
      words.add(id.toString());
    }
    words.add(Checkout.root().resolve("forebell").toString());
    words.addAll(List.of("agent", "run", "--config", machine.resolve("agent.yaml").toString()));
    Process agent =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(machine.resolve("agent.log").toFile())
            .start();
    agents.add(agent);
    return agent;
  }

  private static String log(Path machine) {
    try {
      return Files.readString(machine.resolve("agent.log"));
    } catch (IOException e) {
      return "";
    }
  }

  private List<String> hosts(String link) {
    JsonNode hosts = collector.get("/api/v1/hosts").get("hosts");
    return StreamSupport.stream(hosts.spliterator(), false)
        .filter(host -> host.get("link").asText().equals(link))
        .map(host -> host.get("id").asText())
        .toList();
  }

  private void awaitUp(int count) {
    Eventually.holds(count + " hosts up", SOON, () -> hosts("up").size() == count);
  }

  @Test
  void oneLineEnrolsAndARevokedAgentIsCutOffAtOnce() throws Exception {
    Path machine = machine("one");
    List<String> command = command();
    Checkout.Result enrolled = enrol(machine, command);
    assertEquals(0, enrolled.exitCode(), enrolled.err());
    try (Stream<Path> files = Files.list(machine.resolve("agent-state/identity"))) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    assertEquals(1, enrol(machine, command).exitCode(), "enrolled already");
    Checkout.Result second = enrol(machine("two"), command);
    assertEquals(1, second.exitCode());
    assertTrue(second.err().contains("used up"), second.err());

    run(machine, Optional.empty());
    awaitUp(1);
    assertEquals(0, onCollector(List.of("agents", "list")).exitCode());
    String host = hosts("up").getFirst();
    long began = System.nanoTime();
    assertEquals(0, onCollector(List.of("agents", "revoke", host)).exitCode());
    Eventually.holds("cut", SOON, () -> log(machine).contains("withdrawn"));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).toSeconds() < 30, "at once");
    Eventually.holds("gone from the board", SOON, () -> hosts("up").isEmpty());
  }

  @Test
  void anotherAuthorityThanThePinnedOneGetsNoToken() throws Exception {
    List<String> command = new ArrayList<>(command());
    command.set(5, "sha256:" + "0".repeat(64));
    Checkout.Result refused = enrol(machine("one"), command);
    assertEquals(4, refused.exitCode());
    assertTrue(refused.err().contains("not the pinned one"), refused.err());
    assertTrue(onCollector(List.of("enrol", "list")).out().contains("0/1"), "not used");
  }

  @Test
  void aMachineWithATokenInItsFileEnrolsAtItsFirstStartAlsoBySecret() throws Exception {
    List<String> command = command("--uses", "2");
    Path machine = machine("one");
    Files.writeString(
        machine.resolve("agent.yaml"),
        "interval: 1s\ncollector: %s\npin: \"%s\"\nenrol: {token: \"%s\", by: secret}\n"
            .formatted(command.get(3), command.get(5), "${env:TOKEN}"));
    ProcessBuilder start =
        Checkout.builder(
            Checkout.root(),
            Map.of("TOKEN", command.get(7)),
            "agent",
            "run",
            "--config",
            machine.resolve("agent.yaml").toString());
    agents.add(
        start
            .redirectErrorStream(true)
            .redirectOutput(machine.resolve("agent.log").toFile())
            .start());
    awaitUp(1);
    try (Stream<Path> files = Files.list(machine.resolve("agent-state/identity"))) {
      assertTrue(files.anyMatch(file -> file.toString().endsWith(".secret")));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from.resolve("agent-state"))) {
      all = files.toList();
    }
    Files.createDirectories(to);
    Files.copy(from.resolve("agent.yaml"), to.resolve("agent.yaml"));
    for (Path file : all) {
      Files.copy(file, to.resolve(from.relativize(file)));
    }
  }

  @Test
  void aCopyIsKeptOutUntilAPersonSaysOtherwise() throws Exception {
    Needs.ownMounts();
    Path original = machine("original");
    assertEquals(0, enrol(original, command()).exitCode());
    Path copy = folder.resolve("copy");
    copy(original, copy);
    run(original, Optional.empty());
    awaitUp(1);
    run(copy, Optional.of("c0ffee00c0ffee00c0ffee00c0ffee00"));
    Eventually.holds("kept out", SOON, () -> log(copy).contains("QUARANTINED"));
    JsonNode agentsNow = collector.get("/api/v1/agents");
    assertEquals(1, agentsNow.get("strangers").size());
    assertEquals(List.of(), hosts("agent_lost"), "the original is left alone");
    assertEquals(1, hosts("up").size());
    assertFalse(log(original).contains("WARNING"), log(original));
  }

  @Test
  void copiesBecomeHostsOfTheirOwnWhereTheTokenAllowsIt() throws Exception {
    Needs.ownMounts();
    Path original = machine("original");
    assertEquals(0, enrol(original, command("--uses", "5", "--clones")).exitCode());
    List<Path> copies = List.of(folder.resolve("copy1"), folder.resolve("copy2"));
    for (Path copy : copies) {
      copy(original, copy);
    }
    run(original, Optional.empty());
    awaitUp(1);
    run(copies.get(0), Optional.of("c0ffee01c0ffee01c0ffee01c0ffee01"));
    run(copies.get(1), Optional.of("c0ffee02c0ffee02c0ffee02c0ffee02"));
    awaitUp(3);
    JsonNode agentsNow = collector.get("/api/v1/agents");
    assertEquals(0, agentsNow.get("strangers").size());
    long notices =
        StreamSupport.stream(agentsNow.get("audit").spliterator(), false)
            .filter(note -> note.get("action").asText().equals("agent.cloned"))
            .count();
    assertEquals(1, notices, "one notice for the image, not for each copy");
    assertNotEquals(
        Files.readString(original.resolve("agent-state/identity/agent.yaml")),
        Files.readString(copies.getFirst().resolve("agent-state/identity/agent.yaml")));
  }

  @Test
  void aSealedImageHoldsNoIdentity() throws Exception {
    Path machine = machine("image");
    assertEquals(0, enrol(machine, command()).exitCode());
    String file = machine.resolve("agent.yaml").toString();
    assertEquals(1, Checkout.run(SOON, "agent", "seal", "--config", file).exitCode(), "unasked");
    assertTrue(Files.exists(machine.resolve("agent-state/identity")));
    assertEquals(0, Checkout.run(SOON, "agent", "seal", "--yes", "--config", file).exitCode());
    assertFalse(Files.exists(machine.resolve("agent-state/identity")));
  }

  /** Nobody can reach the agent: it listens nowhere. */
  @Test
  void aRunningAgentHasNoListeningSocket() throws Exception {
    Path machine = machine("one");
    assertEquals(0, enrol(machine, command()).exitCode());
    Process agent = run(machine, Optional.empty());
    awaitUp(1);
    Process lsof =
        new ProcessBuilder("sh", "-c", "ls -l /proc/" + agent.pid() + "/fd")
            .redirectErrorStream(true)
            .start();
    String open = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(lsof.waitFor(10, TimeUnit.SECONDS));
    List<String> listening = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net/" + table))) {
        String[] field = line.strip().split("\\s+", -1);
        boolean listens = field[3].equals("0A") || table.startsWith("udp");
        if (listens && open.contains("socket:[" + field[9] + "]")) {
          listening.add(line);
        }
      }
    }
    assertEquals(List.of(), listening);
  }
}
