package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The packages in a Debian with a running service manager, by the commands of docs/install.md: what
 * an administrator does to them in a year, and that nothing is left at the end.
 */
final class InstallationIT {
  private static final Duration PATIENT = Duration.ofMinutes(3);
  private static final Duration WAITS_AT_MOST = Duration.ofSeconds(1);
  private static final Duration WORKS_AT_MOST = Duration.ofSeconds(5);
  private static final int PORT = 8080;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a running system writes of its own accord, and what is ours to hand in. */
  private static final String ALL_FILES =
      "find / -xdev -path /proc -prune -o -path /sys -prune -o -path /run -prune -o -path /tmp"
          + " -prune -o -path /root -prune -o -path /var/log -prune -o -path /var/cache -prune -o"
          + " -path /var/tmp -prune -o -path /var/lib/apt -prune -o -path /var/lib/dpkg -prune -o"
          + " -path /var/lib/systemd -prune -o -print";

  private final String guide = guide();

  @Test
  void installsSurvivesUpgradesAndLeavesNothing() throws IOException {
    Needs.program("dpkg-deb", "dpkg");
    // Not a @TempDir: what a Debian holds is not for JUnit to clear up.
    Path folder = Checkout.root().resolve("acceptance/target/installation");
    Commands.output(PATIENT, "rm", "-rf", folder);
    Files.createDirectories(folder);
    Path next = nextVersion(folder);
    try (Container debian = Container.boot(folder)) {
      Files.copy(Packages.deb("agent"), debian.file("/root/" + named("agent")));
      Files.copy(Packages.deb("collector"), debian.file("/root/" + named("collector")));
      Files.copy(next, debian.file("/root/" + next.getFileName()));
      Set<String> before = files(debian);

      enrolsByTheOneCommand(debian);
      awaitConnected(debian);
      debian.must(commands("See that it works"));
      assertRunsUnprivileged(debian);

      comesBackAfterAKill(debian);
      keepsWhatItHasOverUpgradeAndDowngrade(debian);
      saysGoodbyeAndKeepsItsStateWhenRemoved(debian);

      debian.must("apt-get purge -y forebell-agent; apt-get purge -y forebell-collector");
      Set<String> left = files(debian);
      left.removeAll(before);
      // Debian keeps locks and copies of its account files beside them.
      left.removeIf(path -> path.matches("/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?"));
      left.removeIf(path -> path.matches("/etc/\\.pwd\\.lock"));
      assertEquals(Set.of(), left, "left behind by purge");
      assertFalse(debian.must("cat /etc/passwd /etc/group").contains("forebell"));
      assertFalse(debian.must("ls /var/lib/dpkg/info").contains("forebell"));
    }
  }

  /** What the collector's last command prints is run as the agent's, letter for letter. */
  private void enrolsByTheOneCommand(Container debian) {
    String printed =
        debian.must(commands("Collector").replace("[collector.example.com]", "[127.0.0.1]"));
    Matcher command =
        Pattern.compile("(?m)^forebell agent enrol --collector wss://127\\.0\\.0\\.1:8443/.*$")
            .matcher(printed);
    assertTrue(command.find(), printed);
    Matcher guided = Pattern.compile("(?m)^forebell agent enrol .*$").matcher(commands("Agent"));
    assertTrue(guided.find(), "docs/install.md enrols the agent");
    debian.must(guided.replaceFirst(Matcher.quoteReplacement(command.group())));
    String identity = "/var/lib/forebell-agent/identity";
    assertEquals("700 forebell-agent", debian.must("stat -c '%a %U' " + identity));
    assertEquals("600 forebell-agent", debian.must("stat -c '%a %U' " + identity + "/*.key"));
  }

  private static void assertRunsUnprivileged(Container debian) {
    String status = debian.must("cat /proc/" + pid(debian, "agent") + "/status");
    assertTrue(Pattern.compile("(?m)^CapEff:\\s+0+$").matcher(status).find(), status);
    assertTrue(Pattern.compile("(?m)^NoNewPrivs:\\s+1$").matcher(status).find(), status);
    String user = debian.must("stat -c %U /proc/" + pid(debian, "agent"));
    assertEquals("forebell-agent", user);
    assertEquals("700 forebell-agent", debian.must("stat -c '%a %U' /var/lib/forebell-agent"));
    String log = debian.must("journalctl --no-pager --unit forebell-agent");
    assertFalse(log.contains("no start-up cache") || log.contains("[aot]"), log);
  }

  /**
   * Back as soon as its own work allows: what is held here is the waiting, of the service manager
   * and of the link. How fast a processor gets through the work is this machine's affair: the
   * figures are printed, and docs/benchmarks.md has them. The best of a few, as the machine may be
   * busy with other things.
   */
  private static void comesBackAfterAKill(Container debian) {
    List<Return> returns = new ArrayList<>();
    do {
      Return last = killed(debian);
      returns.add(last);
      System.out.printf(
          "installation: killed, restarted and connected after %d ms, %d ms of processor%n",
          last.took().toMillis(), last.worked().toMillis());
    } while (returns.getLast().waited().compareTo(WAITS_AT_MOST) > 0 && returns.size() < 5);
    Return last = returns.getLast();
    assertTrue(last.waited().compareTo(WAITS_AT_MOST) <= 0, "it waited each time: " + returns);
    assertTrue(last.worked().compareTo(WORKS_AT_MOST) <= 0, "it worked too much: " + last);
    awaitConnected(debian);
  }

  /** From a kill to the next connection: by the clock, and the new process's processor time. */
  private record Return(Duration took, Duration worked) {
    Duration waited() {
      return took.minus(worked);
    }
  }

  private static Return killed(Container debian) {
    String killed = pid(debian, "agent");
    Instant began = Instant.now();
    debian.must("kill -KILL " + killed);
    Eventually.holds(
        "another process",
        PATIENT,
        () -> !pid(debian, "agent").equals(killed) && !pid(debian, "agent").equals("0"));
    String pid = pid(debian, "agent");
    Eventually.holds(
        "the new process has said that it is connected",
        PATIENT,
        () -> log(debian, pid).contains("connected"));
    String[] times =
        debian.must("cat /proc/" + pid + "/stat").replaceFirst(".*\\) ", "").split(" ", -1);
    Duration worked =
        Duration.ofMillis(10 * (Long.parseLong(times[11]) + Long.parseLong(times[12])));
    return new Return(Duration.between(began, connectedAt(debian, pid)), worked);
  }

  /** By the journal's own clock: asking for it takes longer than some of what is measured. */
  private static Instant connectedAt(Container debian, String pid) {
    String line =
        debian
            .must("journalctl --no-pager --output=short-unix _PID=" + pid)
            .lines()
            .filter(one -> one.contains("connected to"))
            .findFirst()
            .orElseThrow();
    return Instant.ofEpochMilli(Math.round(Double.parseDouble(line.split(" ", 2)[0]) * 1_000));
  }

  private void keepsWhatItHasOverUpgradeAndDowngrade(Container debian) {
    debian.must("echo '# mine' >> /etc/forebell/agent.yaml");
    debian.must(
        "cd /var/lib/forebell-agent; install -d -o forebell-agent kept; echo state > kept/file");
    String state = debian.must("cd /var/lib/forebell-agent; find . | sort");
    String old = pid(debian, "agent");

    debian.must(commands("Upgrade, or go back").replace("_0.1.0_", "_0.1.1_"));

    assertEquals("0.1.1", version(debian));
    assertTrue(debian.must("cat /etc/forebell/agent.yaml").endsWith("# mine"));
    assertTrue(debian.must("cat /etc/forebell/agent.yaml.dpkg-dist").endsWith("# of the next"));
    assertNotEquals(old, pid(debian, "agent"), "restarted");
    awaitConnected(debian);
    String upgraded = pid(debian, "agent");

    debian.must(commands("Upgrade, or go back"));

    assertEquals("0.1.0", version(debian));
    assertTrue(debian.must("cat /etc/forebell/agent.yaml").endsWith("# mine"));
    assertNotEquals(upgraded, pid(debian, "agent"), "restarted");
    awaitConnected(debian);
    Set<String> now = lines(debian.must("cd /var/lib/forebell-agent; find . | sort"));
    for (String path : lines(state)) {
      // segments of the spool come and go; folders and what is kept stay
      assertTrue(now.contains(path) || path.contains("spool/"), path + " is gone");
    }
  }

  private void saysGoodbyeAndKeepsItsStateWhenRemoved(Container debian) {
    debian.must("apt-get remove -y forebell-agent");
    String log = debian.must("journalctl --no-pager --unit forebell-agent");
    Matcher goodbyes = Pattern.compile("stopped \\((\\w+)\\)\\s*$", Pattern.MULTILINE).matcher(log);
    assertTrue(goodbyes.find(), "it never said goodbye:\n" + log);
    assertEquals("state", debian.must("cat /var/lib/forebell-agent/kept/file"));
    assertTrue(debian.must("cat /etc/forebell/agent.yaml").endsWith("# mine"));
    assertNotEquals(0, debian.run("test -e /usr/lib/forebell-agent").status());
    assertNotEquals(0, debian.run("systemctl is-active forebell-agent").status());
    assertTrue(debian.must("forebell --version").startsWith("forebell "), "the collector's stays");
    assertEquals(1, debian.run("forebell agent probe").status());
  }

  private static void awaitConnected(Container debian) {
    Eventually.holds(
        "server-01 connected, as the collector sees it",
        PATIENT,
        () ->
            debian
                .http(PORT, "/api/v1/hosts/server-01")
                .filter(body -> json(body, "link").equals("up"))
                .isPresent());
  }

  private static String json(String body, String field) {
    try {
      return JSON.readTree(body).path(field).asText();
    } catch (IOException e) {
      throw new AssertionError(body, e);
    }
  }

  private static String log(Container debian, String pid) {
    return debian.run("journalctl --no-pager --output=cat _PID=" + pid).output();
  }

  private static String pid(Container debian, String program) {
    return debian.must("systemctl show --property=MainPID --value forebell-" + program);
  }

  private static String version(Container debian) {
    return debian.must("dpkg-query --show --showformat='${Version}' forebell-agent");
  }

  private static Set<String> files(Container debian) {
    return lines(debian.must(ALL_FILES));
  }

  private static Set<String> lines(String text) {
    return new TreeSet<>(text.lines().toList());
  }

  /** The same package as a later version would be, with another default configuration. */
  private static Path nextVersion(Path folder) throws IOException {
    Path unpacked = folder.resolve("next");
    Commands.output(PATIENT, "dpkg-deb", "--raw-extract", Packages.deb("agent"), unpacked);
    Path control = unpacked.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replace("Version: 0.1.0", "Version: 0.1.1"));
    Path config = unpacked.resolve("etc/forebell/agent.yaml");
    Files.writeString(config, Files.readString(config) + "# of the next\n");
    Path deb = folder.resolve(named("agent").replace("_0.1.0_", "_0.1.1_"));
    Commands.output(PATIENT, "dpkg-deb", "-Znone", "--build", unpacked, deb);
    Commands.output(PATIENT, "rm", "-rf", unpacked);
    return deb;
  }

  private static String named(String program) {
    return Packages.deb(program).getFileName().toString();
  }

  /** The shell lines below a heading of the guide's section on Debian. */
  private String commands(String heading) {
    Matcher block =
        Pattern.compile(
                "### " + Pattern.quote(heading) + "\n(?:(?!\n#)[\\s\\S])*?```sh\n([\\s\\S]*?)```")
            .matcher(guide);
    assertTrue(block.find(), "docs/install.md has no commands below " + heading);
    return block.group(1);
  }

  private static String guide() {
    try {
      String text = Files.readString(Checkout.root().resolve("docs/install.md"));
      int debian = text.indexOf("## Debian and Ubuntu\n");
      return text.substring(debian, text.indexOf("\n## ", debian));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
