package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.config.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A small fleet against a real collector process: what the script expects is reported, no more. */
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

  private static SimulationResult run(String script) throws Exception {
    Problems problems = new Problems();
    FleetScript happens = FleetScript.parse("script.yaml", script, problems);
    assertTrue(problems.isEmpty(), problems.toString());
    FleetPlan plan =
        new FleetPlan(30, 40, Duration.ofSeconds(1), Duration.ofSeconds(8), 10, true, 1);
    List<String> boards = new ArrayList<>();
    SimulationResult result = new Simulation(plan, happens, CONFIG, boards::add, _ -> {}).run();
    assertEquals(1, boards.size());
    return result;
  }
}
