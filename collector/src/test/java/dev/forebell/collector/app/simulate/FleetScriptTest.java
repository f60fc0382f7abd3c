package dev.forebell.collector.app.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.common.config.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Scripts say what happens, to whom and when; what they get wrong is named with its place. */
class FleetScriptTest {
  private final Problems problems = new Problems();

  @Test
  void aScriptIsReadInTheOrderOfTime() {
    FleetScript script =
        parse(
            """
            events:
              - {at: 30s, do: silence, site: s001, for: 1m, expect: host_down}
              - {at: 5s, do: fill, hosts: 1%, to: 99%, for: 20s}
              - {at: 10s, do: kill}
              - {at: 20s, do: storm}
              - {at: 25s, do: clock, hosts: 2, by: 2m}
            """);

    assertTrue(problems.isEmpty(), problems.toString());
    assertEquals(
        List.of(
            new Mishap(
                Duration.ofSeconds(5),
                new Mishap.What.Fill(0.99, Optional.of(Duration.ofSeconds(20))),
                new Mishap.Whom.Share(0.01),
                Optional.empty()),
            new Mishap(
                Duration.ofSeconds(10),
                new Mishap.What.Kill(Duration.ofSeconds(5)),
                new Mishap.Whom.Some(1),
                Optional.empty()),
            new Mishap(
                Duration.ofSeconds(20),
                new Mishap.What.Storm(),
                new Mishap.Whom.Share(1),
                Optional.empty()),
            new Mishap(
                Duration.ofSeconds(25),
                new Mishap.What.Clock(Duration.ofMinutes(2)),
                new Mishap.Whom.Some(2),
                Optional.empty()),
            new Mishap(
                Duration.ofSeconds(30),
                new Mishap.What.Silence(Duration.ofMinutes(1)),
                new Mishap.Whom.Site("s001"),
                Optional.of("host_down"))),
        script.mishaps());
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    parse(
        """
        events:
          - {at: 5s, do: explode}
          - {at: 5s, do: silence}
          - {do: kill, hosts: many}
        """);

    assertEquals(
        List.of("2:18", "3:5", "4:23", "4:5"),
        problems.errors().stream()
            .map(problem -> problem.toString().replaceAll("^s\\.yaml:(\\d+:\\d+):.*", "$1"))
            .sorted()
            .toList(),
        problems.toString());
  }

  private FleetScript parse(String text) {
    return FleetScript.parse("s.yaml", text, problems);
  }
}
