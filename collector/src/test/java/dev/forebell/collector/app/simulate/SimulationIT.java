package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small fleet against a real collector process: what the script expects is reported, no more. */
@Timeout(180)
class SimulationIT {
  private static final Path CONFIG = Path.of("../config");

  @Test
  void fullDisksAreReportedWithTheirWebhooksAndNeitherKillsNorAStormAre() throws Exception {
    SimulationResult result =
        run(
            """
            events:
              - {at: 1s, do: fill, hosts: 3, expect: simulated-disk-full}
              - {at: 3s, do: kill, hosts: 2, for: 1s}
              - {at: 6s, do: storm}
            """);

    SimulationResult.Effect fill = result.effects().getFirst();
    assertEquals(3, fill.reported());
    assertEquals(3, fill.announced());
    assertTrue(fill.webhook().all().compareTo(fill.incident().half()) > 0, result.toString());
    assertEquals(0, result.effects().get(1).reported());
    assertTrue(result.effects().get(2).back().isPresent(), result.toString());
    assertTrue(result.losses() >= 30, result.toString());
    assertEquals(Map.of("simulated-disk-full", 3), result.opened());
    assertTrue(result.asExpected(), result.toString());
    assertTrue(result.acks().half().compareTo(Duration.ZERO) > 0);
    assertTrue(result.cpu().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void whoeverStopsItFindsNothingLeftBehind(@TempDir Path folder) throws Exception {
    Path said = folder.resolve("said");
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.forebell.collector.app.Main",
                "simulate",
                "--agents=3",
                "--length=5m",
                "--config=" + CONFIG)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      while (!Files.readString(said).contains("streaming")) {
        assertFalse(process.waitFor(200, TimeUnit.MILLISECONDS), Files.readString(said));
      }
      assertEquals(1, scenes(temporary));
      process.destroy();
      process.waitFor();
      assertEquals(0, scenes(temporary));
    } finally {
      process.destroyForcibly();
    }
  }

  private static long scenes(Path temporary) throws IOException {
    try (Stream<Path> found = Files.list(temporary)) {
      return found.filter(path -> path.getFileName().toString().startsWith("forebell")).count();
    }
  }

  private static SimulationResult run(String script) throws Exception {
    Problems problems = new Problems();
    FleetScript happens = FleetScript.parse("script.yaml", script, problems);
    assertTrue(problems.isEmpty(), problems.toString());
    FleetPlan plan =
        new FleetPlan(
            30,
            40,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            10,
            true,
            1);
    List<String> boards = new ArrayList<>();
    SimulationResult result = new Simulation(plan, happens, CONFIG, boards::add, _ -> {}).run();
    assertEquals(1, boards.size());
    return result;
  }
}
