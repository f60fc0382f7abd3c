package dev.forebell.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process, with the flags it is delivered with. */
@Timeout(120)
class AgentProcessIT {
  @TempDir private Path folder;

  @Test
  void withoutACollectorItRunsSaysSoOnceAndStopsCleanlyWhenAsked() throws Exception {
    String address = "ws://127.0.0.1:" + closedPort() + "/agent/v1";
    Path config = folder.resolve("agent.yaml");
    Files.writeString(
        config, "collector: " + address + "\nkey: k\ninterval: 1s\nstatus: agent.sock\n");
    Process agent = agent("run", "--config", config.toString());
    List<String> log = new ArrayList<>();
    try (BufferedReader lines = agent.errorReader()) {
      log.add(lines.readLine());
      log.add(lines.readLine());
      // Later attempts find the same error: they must not show up in what is read to the end.
      assertTrue(!agent.waitFor(4, TimeUnit.SECONDS), "ended by itself: " + log);
      String status = output(5, agent("status", "--config", config.toString()));
      assertTrue(status.contains("NOT CONNECTED"), status);
      assertTrue(status.contains("nobody answers there"), status);
      assertTrue(status.contains("session "), status);
      String json = output(5, agent("status", "--json", "--config", config.toString()));
      assertTrue(json.contains("\"connected\" : false"), json);
      long asked = System.nanoTime();
      // Through its handle: the process object would close the stream that is still to be read.
      agent.toHandle().destroy();
      assertTrue(agent.waitFor(10, TimeUnit.SECONDS), "did not end");
      assertTrue(System.nanoTime() - asked < TimeUnit.SECONDS.toNanos(3), "took over 3 s to end");
      log.addAll(lines.readAllLines());
    } finally {
      agent.destroyForcibly();
    }
    assertEquals(0, agent.exitValue(), String.join("\n", log));
    assertEquals(3, log.size(), String.join("\n", log));
    assertTrue(log.get(0).contains("every 1 s to " + address), log.get(0));
    assertTrue(log.get(1).contains("nobody answers there"), log.get(1));
    assertTrue(log.get(2).endsWith("stopped (stop)"), log.get(2));
  }

  @Test
  void aSampleIsPrintedAsATableAndAsJson() throws Exception {
    String table = output(0, agent("probe"));
    assertTrue(table.contains("system.cpu.utilization"), table);
    assertTrue(
        table.lines().anyMatch(line -> line.matches("filesystem +low +1 s +\\d+ +.* ms +0 +0 +ok")),
        table);
    String json = output(0, agent("probe", "--json"));
    assertTrue(json.startsWith("{") && json.stripTrailing().endsWith("}"), json);
    assertTrue(json.contains("\"metric\" : \"system.memory.utilization\""), json);
  }

  @Test
  void whereNoAgentRunsTheStatusSaysSo() throws Exception {
    assertEquals("", output(4, agent("status", "--socket", folder.resolve("none").toString())));
  }

  @Test
  void aHangingPluginAndADeadElementDelayNothingAndAreShown() throws Exception {
    Path config = folder.resolve("watching.yaml");
    Files.writeString(
        config,
        """
        collector: ws://127.0.0.1:1/agent/v1
        key: k
        plugins:
          - {name: hung, command: [sleep, 1000], timeout: 1s}
          - {name: fine, command: [echo, "OK | a=5"]}
        checks: [{element: switch-1, tcp: "127.0.0.1:%d"}]
        """
            .formatted(closedPort()));
    String table = output(0, agent("probe", "--config", config.toString()));
    assertTrue(
        table.lines().anyMatch(line -> line.matches("plugin:hung +high +1 min .*was killed")),
        table);
    assertTrue(
        table.lines().anyMatch(line -> line.matches("forebell.plugin.value +5 +.*label=a.*")),
        table);
    assertTrue(
        table
            .lines()
            .anyMatch(line -> line.matches("forebell.check.up +0 .*element.name=switch-1")),
        table);
  }

  @Test
  void mistakesHaveExitCodesOfTheirOwn() throws Exception {
    assertEquals("", output(3, agent("run", "--config", folder.resolve("none").toString())));
    assertEquals("", output(2, agent("run", "--no-such-option")));
    assertEquals("", output(2, agent()));
    assertTrue(output(0, agent("run", "--help")).contains("Exit codes:"));
  }

  private static String output(int exitCode, Process process)
      throws IOException, InterruptedException {
    try (BufferedReader output = process.inputReader()) {
      String text = String.join("\n", output.readAllLines());
      assertEquals(exitCode, process.waitFor(), text);
      return text;
    }
  }

  private Process agent(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("src", "main", "dist", "agent.jvmflags").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(AgentMain.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
