package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.config.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A small fleet against a real collector process: what the script expects is reported, no more. */
class SimulationIT {
  private static final Path CONFIG = Path.of("../config");

  @Test
  void aFullDiskIsReportedWithItsWebhookAndAKilledAgentIsNot() throws Exception {
    SimulationResult result =
        run(
            false,
            """
            events:
              - {at: 2s, do: fill, hosts: 3, expect: simulated-disk-full}
              - {at: 4s, do: kill, hosts: 2, for: 1s}
            """);

    SimulationResult.Effect fill = result.effects().getFirst();
    assertEquals(3, fill.reported());
    assertTrue(fill.webhook().half().compareTo(Duration.ZERO) > 0, result.toString());
    assertTrue(fill.webhook().all().compareTo(fill.incident().half()) > 0, result.toString());
    assertEquals(0, result.effects().get(1).reported());
    assertEquals(2, result.losses());
    assertTrue(result.asExpected(), result.toString());
  }

  @Test
  void everybodyComesBackAfterAStormOverTlsAndNothingIsOpened() throws Exception {
    SimulationResult result = run(true, "events: [{at: 2s, do: storm}]\n");

    assertEquals(30, result.losses());
    assertTrue(result.effects().getFirst().back().isPresent(), result.toString());
    assertEquals(0, result.opened().size(), result.toString());
    assertTrue(result.acks().half().compareTo(Duration.ZERO) > 0);
  }

  @Test
  void whatIsExpectedAndDoesNotComeIsSaid() throws Exception {
    SimulationResult result =
        run(false, "events: [{at: 1s, do: kill, for: 1s, expect: host_down}]\n");

    assertTrue(!result.asExpected(), result.toString());
  }

  private static SimulationResult run(boolean tls, String script) throws Exception {
    Problems problems = new Problems();
    FleetScript happens = FleetScript.parse("script.yaml", script, problems);
    assertTrue(problems.isEmpty(), problems.toString());
    FleetPlan plan =
        new FleetPlan(30, 40, Duration.ofSeconds(1), Duration.ofSeconds(10), 10, tls, 1);
    List<String> boards = new ArrayList<>();
    SimulationResult result = new Simulation(plan, happens, CONFIG, boards::add, _ -> {}).run();
    assertEquals(1, boards.size());
    return result;
  }
}
