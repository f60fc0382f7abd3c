package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.model.Sample;
import dev.forebell.common.model.WatchMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessProbeTest {
  private final List<SeenProcess> running = new ArrayList<>();

  @Test
  void watchesCountByNameByCommandLineOrBothAndNoZombies() throws IOException {
    see("sshd", "sshd: /usr/sbin/sshd -D");
    see("java", "/opt/jdk/bin/java -jar catalina.jar");
    see("java", "/opt/jdk/bin/java -jar other.jar");
    running.add(new SeenProcess(ProcessState.DEFUNCT, "sshd", () -> ""));
    ProcessProbe probe =
        probe(
            new ProcessWatch("ssh", Optional.of("sshd"), Optional.empty()),
            new ProcessWatch("tomcat", Optional.of("java"), Optional.of("*catalina*")),
            new ProcessWatch("j*", Optional.of("j*"), Optional.empty()),
            new ProcessWatch("none", Optional.of("nginx"), Optional.empty()));
    assertEquals(1, watched(probe, "ssh"));
    assertEquals(1, watched(probe, "tomcat"));
    assertEquals(2, watched(probe, "j*"));
    assertEquals(0, watched(probe, "none"));
  }

  @Test
  void aNameThatTheKernelCutStillMatches() throws IOException {
    see("unattended-upgr", "/usr/bin/python3 /usr/bin/unattended-upgrade-shutdown");
    assertEquals(
        1,
        watched(
            probe(new ProcessWatch("u", Optional.of("unattended-upgrades"), Optional.empty())),
            "u"));
  }

  @Test
  void guestsAreKnownByTheNameAmongTheirWordsAndDownWhenGone() throws IOException {
    see("qemu-system-x86", "/usr/bin/qemu-system-x86_64 -name guest=vdi-01,debug-threads=on -S");
    see("kvm", "/usr/bin/kvm -id 100 -name db,,1 -m 1024");
    see("qemu-img", "qemu-img convert -name");
    ProcessProbe probe = probe();
    assertEquals(1, guest(probe, "vdi-01"));
    assertEquals(1, guest(probe, "db,1"));
    running.removeFirst();
    assertEquals(0, guest(probe, "vdi-01"));
    assertEquals(1, guest(probe, "db,1"));
  }

  @Test
  void theNameOfAProcessMayHoldBrackets() {
    assertEquals("a) (b", LinuxProcesses.nameOf("7 (a) (b) S 1 7 7"));
  }

  @Test
  void theAgentsOwnWordsAreReadFromTheSystem() throws IOException {
    long self =
        new LinuxProcesses()
            .processes().stream()
                .filter(one -> one.name().equals("java"))
                .filter(one -> one.commandLine().get().contains("java"))
                .count();
    assertTrue(self >= 1 || !java.nio.file.Files.exists(java.nio.file.Path.of("/proc/1")));
  }

  private void see(String name, String command) {
    running.add(new SeenProcess(ProcessState.SLEEPING, name, () -> command));
  }

  private ProcessProbe probe(ProcessWatch... watches) {
    return new ProcessProbe(() -> running, List.of(watches));
  }

  private static double watched(ProcessProbe probe, String name) throws IOException {
    return Readings.number(
        probe.read(), WatchMetrics.PROCESS_MATCHED, WatchMetrics.WATCH_NAME, name);
  }

  private static double guest(ProcessProbe probe, String name) throws IOException {
    List<Sample> samples = probe.read();
    return Readings.number(samples, WatchMetrics.GUEST_UP, WatchMetrics.GUEST_NAME, name);
  }
}
