package dev.forebell.collector.engine.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.condition.ConditionKey;
import dev.forebell.collector.engine.condition.HeldCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeldConditionsTest {
  @Test
  void whatHoldsIsKnownAgainFromWatchesAndEvents() {
    DeskRun run = new DeskRun();
    List.of(
            "10:00 began files-01 disk-full degradation warning subject=/ since=09:50",
            "10:01 changed files-01 disk-full degradation critical subject=/",
            "10:02 began erp-01 cpu-high note warning",
            "10:03 began files-01 host_down outage critical link since=10:02",
            "10:04 began files-01 agent_lost degradation warning link since=10:02",
            "10:05 recovering files-01 host_down",
            "10:06 began vdi-01 host_down outage critical link",
            "10:07 ended vdi-01 host_down")
        .forEach(line -> run.feed(DeskScript.read(line)));
    SortedMap<ConditionKey, Optional<Instant>> watches = new TreeMap<>();
    run.state().conditions().forEach((key, held) -> watches.put(key, held.restoredAt()));

    TreeMap<ConditionKey, HeldCondition> expected = new TreeMap<>(run.state().conditions());
    expected.keySet().removeIf(key -> key.rule().value().equals("cpu-high"));
    assertEquals(expected, HeldConditions.recover(run.events(), watches));
  }

  @Test
  void aNoteThatBecomesARiskAfterARestartOpensAllTheSame() {
    DeskRun run = new DeskRun();
    List<DeskOutput> outputs =
        run.feed(DeskScript.read("10:00 changed erp-01 cpu-high risk warning"));
    assertEquals(
        "10:00:00 #1.1 incident.opened level_rose cpu-high on erp-01 risk warning began 10:00:00"
            + " due 2026-03-07T10:00:00Z",
        Transcript.line(outputs.getFirst()));
  }
}
