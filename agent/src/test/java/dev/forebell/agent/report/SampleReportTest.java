package dev.forebell.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.sampler.Budget;
import dev.forebell.agent.sampler.BudgetStanding;
import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.agent.sampler.Snapshot.ProbeState;
import dev.forebell.agent.sampler.Thrift;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Reading.Cause;
import dev.forebell.common.model.Sample;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SampleReportTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final HostFacts FACTS =
      new HostFacts("web-1", "linux", "Debian 12", "amd64", 2, 1024, NOON, "0.1.0");

  @Test
  void theTableIsAlignedAndShowsCountersAsRates() {
    assertEquals(
        """
        web-1, Debian 12, amd64, agent 0.1.0, 2026-11-21T12:00:02Z

        METRIC               VALUE                   ATTRIBUTES
        system.disk.io       1.0 KiB/s               disk.io.direction=read system.device=sda
        system.memory.usage  unavailable: timed out  system.memory.state=used

        PROBE   COST    EVERY  SERIES  TOOK     ERRORS  TIMEOUTS  STATE
        disk    low     10 s   1       1.50 ms  0       0         ok
        memory  medium  5 min  1       0.00 ms  1       2         no answer
        """
            .strip(),
        String.join("\n", lines()));
  }

  @Test
  void theJsonHasTheSamplesInTheShapeOfTheReplayFormat() throws IOException {
    StringWriter out = new StringWriter();
    SampleJson.write(out, FACTS, sample(NOON, 7));
    assertEquals(
        """
        {"sampled_at":"2026-11-21T12:00:00Z",
        "host":{"name":"web-1","os_type":"linux","os_description":"Debian 12","architecture":"amd64",
        "logical_cpus":2,"memory_bytes":1024,"booted_at":"2026-11-21T12:00:00Z","agent_version":"0.1.0"},
        "samples":[
        {"metric":"system.disk.io","attributes":{"disk.io.direction":"read","system.device":"sda"},"value":7.0},
        {"metric":"system.memory.usage","attributes":{"system.memory.state":"used"},"unavailable":"timed_out"}],
        "probes":[{"probe":"disk","cost":"low","every_seconds":10.0,"series":1,"seconds":0.0015,
        "errors":0,"timeouts":0,"failure":null},
        {"probe":"memory","cost":"medium","every_seconds":300.0,"series":1,"seconds":0.0,
        "errors":1,"timeouts":2,"failure":"no answer"}]}
        """
            .replaceAll("\\s", ""),
        out.toString().replaceAll("\\s", ""));
  }

  private static List<String> lines() {
    return new SampleTable(FACTS, sample(NOON, 0), sample(NOON.plusSeconds(2), 2048)).lines();
  }

  private static Snapshot sample(Instant at, double read) {
    return new Snapshot(
        at,
        List.of(
            Sample.of(
                Metrics.DISK_IO.series(Metrics.DEVICE, "sda", Metrics.DISK_DIRECTION, "read"),
                read),
            Sample.unavailable(
                Metrics.MEMORY_USAGE.series(Metrics.MEMORY_STATE, "used"), Cause.TIMED_OUT)),
        List.of(
            new ProbeState(
                "disk",
                "low",
                Duration.ofSeconds(10),
                1,
                Duration.ofNanos(1_500_000),
                0,
                0,
                Optional.empty()),
            new ProbeState(
                "memory",
                "medium",
                Duration.ofMinutes(5),
                1,
                Duration.ZERO,
                1,
                2,
                Optional.of("no answer"))),
        new BudgetStanding(Budget.DEFAULT, 0.5, Optional.of(0.25), Thrift.SOME));
  }

  @Test
  void theStatusFitsOneScreenAndSaysWhatAPersonAsks() {
    assertEquals(
        """
        agent           0.1.0 on web-1, process 42, running for 1 d 1 h 0 min
        collector       wss://collector.example/agent/v1
        connection      connected for 100.0 s, session 3
        last error      refused
        queued          4 batches, 2.0 KiB, 1 dropped
        spool           on disk
        oldest unacked  30.0 s old
        last sample     2.0 s ago, 2 series
        budget          50 % of 5.0 CPU-s an hour, 25 % of 80.0 MiB memory; SAVING: dear probes 2 times less often

        PROBE   COST    EVERY  SERIES  TOOK     ERRORS  TIMEOUTS  STATE
        disk    low     10 s   1       1.50 ms  0       0         ok
        memory  medium  5 min  1       0.00 ms  1       2         no answer
        """
            .strip(),
        String.join("\n", StatusText.lines(report(Optional.of(NOON.minusSeconds(98))))));
  }

  @Test
  void whoIsNotConnectedSaysSoLoudly() {
    assertEquals(
        "connection      NOT CONNECTED", StatusText.lines(report(Optional.empty())).get(2));
  }

  @Test
  void aDiskThatCannotBeUsedIsSaidLoudly() throws IOException {
    AgentReport well = report(Optional.empty());
    LinkReport link = well.link();
    AgentReport ill =
        new AgentReport(
            well.at(),
            well.startedAt(),
            well.processId(),
            well.facts(),
            new LinkReport(
                link.collector(),
                link.connectedSince(),
                link.connects(),
                link.queued(),
                link.queuedBytes(),
                Optional.of(
                    new LinkReport.SpoolTrouble(
                        "the disk is full; free some space on it", well.at().minusSeconds(300))),
                link.oldest(),
                link.dropped(),
                link.lastError()),
            well.last());
    assertTrue(
        StatusText.lines(ill)
            .contains(
                "spool           IN MEMORY ONLY for 5 min: the disk is full; free some space on"
                    + " it"),
        StatusText.lines(ill).toString());
    StringWriter out = new StringWriter();
    StatusJson.write(out, ill);
    assertTrue(out.toString().contains("\"spool_trouble\" : \"the disk is full"), out.toString());
  }

  @Test
  void theStatusForProgramsHasNullsForWhatIsNotKnown() throws IOException {
    StringWriter out = new StringWriter();
    StatusJson.write(out, report(Optional.empty()));
    String text = out.toString().replaceAll("\\s", "");
    assertTrue(text.contains("\"connected\":false"), text);
    assertTrue(text.contains("\"connected_since\":null"), text);
    assertTrue(text.contains("\"queued_bytes\":2048"), text);
    assertTrue(text.contains("\"spool_trouble\":null"), text);
    assertTrue(text.contains("\"stretch\":{\"high\":2,\"low\":1,\"medium\":1}"), text);
  }

  private static AgentReport report(Optional<Instant> connectedSince) {
    Instant now = NOON.plusSeconds(2);
    return new AgentReport(
        now,
        now.minus(Duration.ofHours(25)),
        42,
        FACTS,
        new LinkReport(
            "wss://collector.example/agent/v1",
            connectedSince,
            3,
            4,
            OptionalLong.of(2048),
            Optional.empty(),
            Optional.of(now.minusSeconds(30)),
            1,
            Optional.of("refused")),
        Optional.of(sample(NOON, 7)));
  }
}
