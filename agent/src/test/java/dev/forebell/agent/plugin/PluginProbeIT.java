package dev.forebell.agent.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebell.agent.exec.ProgramTimeout;
import dev.forebell.common.model.Reading;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real plugins, of Debian's package and of a few lines of shell. */
@Timeout(60)
class PluginProbeIT {
  private static final Path DEBIAN = Path.of("/usr/lib/nagios/plugins");

  @Test
  void debiansDiskPluginTellsStatusAndSpace() throws IOException {
    List<Sample> samples = debian("check_disk", "-w", "1%", "-c", "1%", "-p", "/");
    assertEquals(Reading.of(0), status(samples));
    assertTrue(((Reading.Value) value(samples, "/", "By")).value() > 1 << 20, samples.toString());
  }

  @Test
  void debiansLoadPluginWarnsAndTellsThreeNumbers() throws IOException {
    List<Sample> samples = debian("check_load", "-w", "0,0,0", "-c", "1000,1000,1000");
    assertEquals(Reading.of(1), status(samples));
    assertTrue(value(samples, "load15", "") instanceof Reading.Value, samples.toString());
  }

  @Test
  void debiansTcpPluginIsCriticalWhereNobodyListens() throws IOException {
    assertEquals(
        Reading.of(2), status(debian("check_tcp", "-H", "127.0.0.1", "-p", "1", "-t", "5")));
  }

  @Test
  void debiansProcessPluginCountsWithLimits() throws IOException {
    List<Sample> samples = debian("check_procs", "-w", "1:100000", "-c", "1:100000");
    assertEquals(Reading.of(0), status(samples));
    assertTrue(((Reading.Value) value(samples, "procs", "")).value() >= 1, samples.toString());
  }

  @Test
  void anotherExitCodeAndAMissingProgramAreToldApart() throws IOException {
    assertEquals(
        Reading.unavailable(Cause.FAILED),
        status(run(Duration.ofSeconds(5), "sh", "-c", "exit 77")));
    PluginProbe missing = probe(Duration.ofSeconds(5), "/no/such/plugin");
    // setsid starts and finds nothing; without it the start itself fails.
    try {
      assertEquals(Reading.unavailable(Cause.FAILED), status(missing.read()));
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("/no/such/plugin"), e.getMessage());
    }
  }

  @Test
  void aHangingPluginIsKilledWithAllThatItStarted(@TempDir Path folder) throws Exception {
    Path child = folder.resolve("child");
    // The grandchild is left by its parent, ignores the polite signals and keeps the pipe open.
    String script =
        "(trap '' TERM HUP; echo $$ >/dev/null; sh -c 'echo $$ > "
            + child
            + "; exec sleep 1000') & wait";
    ProgramTimeout timeout =
        assertThrows(ProgramTimeout.class, () -> run(Duration.ofSeconds(2), "sh", "-c", script));
    assertTrue(timeout.getMessage().contains("was killed"), timeout.getMessage());
    long pid = Long.parseLong(Files.readString(child).strip());
    Optional<ProcessHandle> left = ProcessHandle.of(pid);
    if (left.isPresent()) {
      left.get().onExit().get();
    }
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void aPluginThatWritesWithoutEndIsCutNotKept() throws IOException {
    List<Sample> samples =
        run(
            Duration.ofSeconds(30),
            "sh",
            "-c",
            "echo 'OK | a=1'; head -c 3000000 /dev/zero | tr '\\0' x");
    assertEquals(Reading.of(0), status(samples));
    assertEquals(Reading.of(1), value(samples, "a", ""));
  }

  @Test
  void aNumberThatIsLeftOutIsUnavailableNotGone(@TempDir Path folder) throws IOException {
    Path switched = folder.resolve("switched");
    PluginProbe probe =
        probe(
            Duration.ofSeconds(5),
            "sh",
            "-c",
            "test -e " + switched + " && echo OK || echo 'OK | a=1'");
    assertEquals(Reading.of(1), value(probe.read(), "a", ""));
    Files.createFile(switched);
    assertTrue(value(probe.read(), "a", "") instanceof Reading.Unavailable);
  }

  @Test
  void itsNumbersCarryTheElementItIsAbout() throws IOException {
    Plugin plugin =
        new Plugin(
            "ups",
            Optional.of("ups-1"),
            List.of("echo", "OK | charge=90%"),
            Optional.empty(),
            Plugin.EVERY,
            Plugin.TIMEOUT);
    for (Sample sample : new PluginProbe(plugin).read()) {
      assertEquals(Optional.of("ups-1"), sample.series().attributes().get(WatchMetrics.ELEMENT));
    }
  }

  @Test
  void anotherUsersRightsAreTakenByTheSystemsOwnProgram() {
    Plugin plugin =
        new Plugin(
            "x",
            Optional.empty(),
            List.of("/p", "-w", "5"),
            Optional.of("nagios"),
            Plugin.EVERY,
            Plugin.TIMEOUT);
    assertEquals(List.of("runuser", "-u", "nagios", "--", "/p", "-w", "5"), plugin.words());
  }

  private static List<Sample> debian(String plugin, String... words) throws IOException {
    Path program = DEBIAN.resolve(plugin);
    boolean there = Files.isExecutable(program);
    assertTrue(there || System.getenv("CI") == null, program + " is missing");
    assumeTrue(there, "needs Debian's monitoring-plugins-basic");
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    return run(Duration.ofSeconds(20), command.toArray(String[]::new));
  }

  private static List<Sample> run(Duration timeout, String... command) throws IOException {
    return probe(timeout, command).read();
  }

  private static PluginProbe probe(Duration timeout, String... command) {
    return new PluginProbe(
        new Plugin(
            "p", Optional.empty(), List.of(command), Optional.empty(), Plugin.EVERY, timeout));
  }

  private static Reading status(List<Sample> samples) {
    return samples.stream()
        .filter(one -> one.series().metric().equals(WatchMetrics.PLUGIN_STATUS.name()))
        .findFirst()
        .orElseThrow()
        .reading();
  }

  private static Reading value(List<Sample> samples, String label, String unit) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put(WatchMetrics.PLUGIN_NAME, "p");
    attributes.put(WatchMetrics.PLUGIN_LABEL, label);
    if (!unit.isEmpty()) {
      attributes.put(WatchMetrics.PLUGIN_UNIT, unit);
    }
    return samples.stream()
        .filter(one -> one.series().equals(WatchMetrics.PLUGIN_VALUE.series(attributes)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(samples.toString()))
        .reading();
  }
}
