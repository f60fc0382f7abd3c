package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./forebell up} with the sample configuration. */
class UpIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void monitorsThisMachineAndStopsCleanly() throws IOException {
    Path data = folder.resolve("data");
    try (Running up = Running.start("up", sample(), data)) {
      Eventually.holds(
          "this machine is up with values",
          SOON,
          () -> up.get("/api/v1/hosts/this-host").path("values").size() > 30);
      assertEquals(200, up.text(up.console().resolve("/readyz")).statusCode());
      assertTrue(up.text(up.console()).body().contains("<html"));

      Checkout.Result second =
          Checkout.run(Duration.ofMinutes(1), "up", "--data", data.toString(), "--port", "0");
      assertEquals(1, second.exitCode());
      assertTrue(
          second.err().contains("in use by another collector (process " + up.pid()), second.err());

      long agent = up.agentPid();
      assertTrue(ProcessHandle.of(agent).isPresent());
      assertEquals(0, up.interrupt(), up.output());
      assertFalse(up.isAlive());
      Eventually.holds(
          "the agent is gone",
          SOON,
          () -> ProcessHandle.of(agent).filter(ProcessHandle::isAlive).isEmpty());
    }
    try (Running again = Running.start("up", sample(), data)) {
      Eventually.holds(
          "the same agent key works after a restart",
          SOON,
          () -> again.get("/api/v1/hosts/this-host").path("link").asText().equals("up"));
    }
  }

  @Test
  void anAgentWhoseCollectorWasKilledMakesRoomForTheNext() {
    Path data = folder.resolve("data");
    long orphan;
    try (Running up = Running.start("up", sample(), data)) {
      orphan = up.agentPid();
      up.kill();
    }
    assertTrue(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive).isPresent());
    try (Running again = Running.start("up", sample(), data)) {
      Eventually.holds(
          "the orphan is gone",
          SOON,
          () -> ProcessHandle.of(orphan).filter(ProcessHandle::isAlive).isEmpty());
      Eventually.holds(
          "its successor is connected",
          SOON,
          () -> again.get("/api/v1/hosts/this-host").path("link").asText().equals("up"));
    }
  }

  @Test
  void aBrokenConfigurationNeverTakesTheRunningOneAway() throws IOException {
    Path config = folder.resolve("config");
    copy(sample(), config);
    try (Running up = Running.start("collector", config, folder.resolve("data"))) {
      assertEquals(200, reload(up).statusCode());
      Path rules = config.resolve("rules/filesystem.yaml");
      String good = Files.readString(rules);
      Files.writeString(rules, good.replaceFirst("above: \\S+%", "above: lots"));
      HttpResponse<String> refused = reload(up);
      assertEquals(422, refused.statusCode(), refused.body());
      assertTrue(refused.body().contains("rules/filesystem.yaml:"), refused.body());
      assertEquals(200, up.text(up.console().resolve("/readyz")).statusCode());
      Running.signal("HUP", up.pid());
      Eventually.holds("the refusal is said", SOON, () -> up.output().contains("stays in force"));
      Files.writeString(rules, good);
      assertEquals(200, reload(up).statusCode());
    }
  }

  /** A running agent takes on another interval, and nobody calls its host silent for it. */
  @Test
  void aReloadChangesHowOftenHostsSample() throws IOException {
    Path config = folder.resolve("config");
    copy(sample(), config);
    Path settings = config.resolve("collector.yaml");
    try (Running up = Running.start("up", config, folder.resolve("data"))) {
      Eventually.holds("the agent samples each 10 s", SOON, () -> samplesEach(up, 10));
      Files.writeString(
          settings,
          Files.readString(settings).replace("# intervals: {", "intervals: {server: 1s, "));
      assertEquals(200, reload(up).statusCode());
      Eventually.holds("the agent samples each second", SOON, () -> samplesEach(up, 1));
      assertEquals(0, up.get("/api/v1/incidents?rule=host_down").path("incidents").size());
    }
  }

  private static boolean samplesEach(Running up, int seconds) {
    String scrape = up.text(up.console().resolve("/metrics")).body();
    return scrape
        .lines()
        .filter(line -> line.startsWith("forebell_agent_sample_interval_seconds{"))
        .anyMatch(line -> line.matches(".* " + seconds + "(\\.0)?( .*)?"));
  }

  @Test
  void aBrokenConfigurationDoesNotStartAndNamesEveryPlace() {
    Path config = folder.resolve("broken");
    new TestConfig(config)
        .with("rules/a.yaml", "rules:\n  - id: x\n    kind: treshold\n")
        .with("customers/b.yaml", "customer: {id: b}\nhots: []\n");
    Checkout.Result result =
        Checkout.run(
            Duration.ofMinutes(1),
            "up",
            "--config",
            config.toString(),
            "--data",
            folder.resolve("d").toString(),
            "--port",
            "0");
    assertNotEquals(0, result.exitCode());
    assertTrue(result.err().contains("rules/a.yaml:3:11:"), result.err());
    assertTrue(result.err().contains("customers/b.yaml:2:1:"), result.err());
  }

  @Test
  void withoutAJdk25OneSentenceSaysWhatToInstall() throws IOException {
    Path root = folder.resolve("checkout");
    Files.createDirectories(root);
    Path launcher = root.resolve("forebell");
    String text = Files.readString(Checkout.root().resolve("forebell"));
    Files.writeString(launcher, text.replace("wanted=25", "wanted=99"));
    assertTrue(launcher.toFile().setExecutable(true));
    Checkout.Result result = Checkout.run(root, Map.of(), Duration.ofSeconds(20), "up");
    assertEquals(1, result.exitCode());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains("a JDK 99 or newer is needed"), result.err());
  }

  private static Path sample() {
    return Checkout.root().resolve("config");
  }

  private static HttpResponse<String> reload(Running up) {
    return up.post("/api/v1/configuration/reload", "{}");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
