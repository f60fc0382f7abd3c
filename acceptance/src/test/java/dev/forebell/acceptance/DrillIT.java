package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's drill: the chain from a silent agent to the delivered ticket and back. */
class DrillIT {
  private static final List<String> STEPS =
      List.of(
          "connected",
          "opened",
          "emergency",
          "clock",
          "ticket",
          "restored",
          "resolved",
          "closed",
          "agent_lost",
          "no_outage");

  @Test
  void everyStepIsSeen() throws JsonProcessingException {
    Checkout.Result drill = Checkout.run(Duration.ofMinutes(3), "drill", "--json");
    List<String> lines = drill.out().lines().toList();
    assertEquals(STEPS.size(), lines.size(), drill.out() + drill.err());
    for (int i = 0; i < STEPS.size(); i++) {
      JsonNode step = Running.JSON.readTree(lines.get(i));
      assertEquals(STEPS.get(i), step.path("step").asText());
      assertTrue(step.path("seconds").isNumber(), step.toString());
    }
    assertEquals(0, drill.exitCode(), drill.out() + drill.err());
  }

  @Test
  void aDrillOfACollectorThatIsNotThereSaysSo() {
    Checkout.Result drill =
        Checkout.run(Duration.ofMinutes(1), "drill", "--collector", "http://127.0.0.1:9");
    assertEquals(1, drill.exitCode());
    assertTrue(drill.err().contains("--data"), drill.err());
  }
}
