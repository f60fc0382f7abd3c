package dev.forebell.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.link.LinkIdentity;
import dev.forebell.agent.plugin.Plugin;
import dev.forebell.agent.probe.BufferLevel;
import dev.forebell.agent.probe.FilesystemSelection;
import dev.forebell.agent.probe.OwnUsageReader;
import dev.forebell.agent.probe.Probe;
import dev.forebell.agent.probe.ProbeTuning;
import dev.forebell.agent.probe.Probes;
import dev.forebell.agent.probe.ProcessWatch;
import dev.forebell.agent.probe.SystemSettings;
import dev.forebell.agent.sampler.Budget;
import dev.forebell.agent.watch.PortWatch;
import dev.forebell.common.config.Problems;
import dev.forebell.common.config.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentConfigFileTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "agent-config");
  private static final Path SAMPLE = Path.of("..", "config", "agent.yaml");
  private static final Map<String, String> ENVIRONMENT = Map.of("FOREBELL_AGENT_KEY", "fbk_123");

  private final Problems problems = new Problems();

  @Test
  void theSampleIsRightAndSaysWhatItsCommentsSay() {
    AgentConfig config = read(SAMPLE).orElseThrow(() -> new AssertionError(problems.toString()));
    assertEquals("ws://127.0.0.1:8080/agent/v1", config.link().collector().toString());
    assertEquals("fbk_123", ((LinkIdentity.Key) config.link().identity()).key().reveal());
    assertEquals(Optional.empty(), config.interval());
    assertEquals(Duration.ofSeconds(10), config.firstInterval());
    assertEquals(4 << 20, config.bufferBytes());
    assertEquals(
        new SpoolSettings(
            SAMPLE.toAbsolutePath().getParent().resolve("agent-state/spool"),
            256L << 20,
            Duration.ofHours(72)),
        config.spool());
    assertEquals(
        new FilesystemSelection(List.of(), List.of("/boot/efi", "/efi")),
        config.probes().system().filesystems());
  }

  @Test
  void everySettingIsTaken() {
    AgentConfig config =
        read(FOLDER.resolve("full.yaml"))
            .orElseThrow(() -> new AssertionError(problems.toString()));
    assertEquals("wss://collector.example:8443/agent/v1", config.link().collector().toString());
    assertEquals("plain-key", ((LinkIdentity.Key) config.link().identity()).key().reveal());
    assertTrue(config.link().trust().authorities().orElseThrow().endsWith("ca.pem"));
    assertEquals(Optional.of(Duration.ofSeconds(2)), config.interval());
    assertEquals(1 << 20, config.bufferBytes());
    assertEquals(
        new SpoolSettings(Path.of("/srv/spool"), 1L << 30, Duration.ofDays(7)), config.spool());
    assertEquals(
        new FilesystemSelection(List.of("/mnt/*", "/data"), List.of("/boot")),
        config.probes().system().filesystems());
    assertEquals("host-1", config.link().agentId());
    assertEquals("boot-1", config.link().bootId());
  }

  @Test
  void everythingThatIsToBeWatchedIsTaken() {
    ProbeSettings probes =
        read(FOLDER.resolve("full.yaml"))
            .orElseThrow(() -> new AssertionError(problems.toString()))
            .probes();
    assertEquals(new Budget(Duration.ofSeconds(10), 100L << 20), probes.budget());
    assertEquals(
        new ProbeTuning(
            true, Optional.of(Duration.ofMinutes(5)), Optional.of(Duration.ofSeconds(4))),
        probes.tuning().get("process"));
    assertEquals(
        new ProbeTuning(false, Optional.empty(), Optional.empty()), probes.tuning().get("sensor"));
    assertTrue(probes.system().sessionNames());
    assertEquals(List.of("ssh.service", "getty@tty1.service"), probes.services());
    assertEquals(false, probes.failedUnits());
    assertEquals(
        List.of(
            new ProcessWatch("sshd", Optional.of("sshd"), Optional.empty()),
            new ProcessWatch("tomcat", Optional.of("java"), Optional.of("*catalina*"))),
        probes.system().processes());
    assertEquals(
        List.of(
            PortWatch.of(22),
            new PortWatch(List.of((byte) 127, (byte) 0, (byte) 0, (byte) 1), "127.0.0.1", 5432)),
        probes.ports());
    assertEquals("/etc/portal.pem", probes.certificates().get(0).path().toString());
    assertEquals("fbk_123", probes.certificates().get(1).password().orElseThrow().reveal());
    assertEquals(Optional.of(Path.of("/var/lib/forebell/textfiles")), probes.textfiles());
    assertEquals(
        List.of(
            new Plugin(
                "disk",
                Optional.of("nas-1"),
                List.of("/p/check_disk", "-w", "10"),
                Optional.of("nagios"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(20))),
        probes.plugins());
    assertEquals(
        List.of(
            "switch-1-ping Ping[host=192.0.2.1] PT30S PT5S",
            "switch-1-tcp Tcp[host=fd00::1, port=22] PT10S PT2S",
            "login Http[uri=https://gw.example/login, status=[200, 302],"
                + " contains=Optional[password], verify=false] PT30S PT5S",
            "tls Tls[host=mail.example, port=443, serverName=mx.example] PT30S PT5S",
            "dns Dns[server=192.0.2.53, port=53, name=example.org] PT30S PT5S"),
        probes.checks().stream()
            .map(one -> one.name() + " " + one.target() + " " + one.every() + " " + one.timeout())
            .toList());
  }

  @Test
  void everyProbeOfThisMachineCanBeTunedByName() {
    Set<String> known = new TreeSet<>(ProbeSettingsReader.PROBES);
    for (Probe probe :
        Probes.ofThisMachine(
            SystemSettings.NONE, OwnUsageReader.ofThisProcess(), () -> BufferLevel.EMPTY)) {
      assertTrue(known.contains(probe.name()), probe.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "address",
        "broken-yaml",
        "clear-text",
        "empty",
        "everything",
        "interval",
        "key-blank",
        "key-missing-variable",
        "key-alone",
        "mount-point",
        "spool",
        "trust",
        "watches"
      })
  void eachMistakeIsNamedWithItsPlaceAndWhatWasExpected(String mistake) throws IOException {
    Path file = FOLDER.resolve(mistake + ".bad.yaml");
    assertEquals(Optional.empty(), read(file));
    List<String> expected = Files.readAllLines(FOLDER.resolve(mistake + ".expected"));
    assertEquals(
        String.join("\n", expected),
        problems.errors().stream()
            .map(problem -> problem.toString().replace(file + ":", ""))
            .map(text -> text.replace(FOLDER.toAbsolutePath().toString(), "FOLDER"))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void theSpoolLiesWhereTheEnvironmentOrTheServiceManagerSays() {
    assertEquals(Path.of("/s/spool"), spoolWith(Map.of("STATE_DIRECTORY", "/s:/other")));
    assertEquals(
        Path.of("/f/spool"),
        spoolWith(Map.of("STATE_DIRECTORY", "/s", "FOREBELL_AGENT_STATE", "/f")));
  }

  private Path spoolWith(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(ENVIRONMENT);
    all.putAll(environment);
    Secrets secrets =
        new Secrets(
            name -> Optional.ofNullable(all.get(name)), SAMPLE.toAbsolutePath().getParent());
    return new AgentConfigFile(SAMPLE, secrets, problems)
        .read("host-1", "boot-1")
        .orElseThrow()
        .spool()
        .folder();
  }

  @Test
  void aMissingFileIsNamedAsTheOperatorNamedIt() {
    read(Path.of("nowhere", "agent.yaml"));
    assertEquals(
        "nowhere/agent.yaml:1:1: cannot be read: there is no such file; expected a readable file",
        problems.toString());
  }

  @Test
  void theKeyIsInNoMessage() {
    read(FOLDER.resolve("key-blank.bad.yaml"));
    assertTrue(!problems.toString().contains("hush"), problems.toString());
  }

  @Test
  void theChoiceOfFileSystemsNeedsNeitherKeyNorCollector() {
    assertEquals(
        new FilesystemSelection(List.of("/data"), List.of()),
        file(FOLDER.resolve("key-missing-variable.bad.yaml")).probes().system().filesystems());
    assertEquals("", problems.toString());
  }

  private Optional<AgentConfig> read(Path file) {
    return file(file).read("host-1", "boot-1");
  }

  private AgentConfigFile file(Path file) {
    Secrets secrets =
        new Secrets(
            name -> Optional.ofNullable(ENVIRONMENT.get(name)), file.toAbsolutePath().getParent());
    return new AgentConfigFile(file, secrets, problems);
  }
}
