package dev.forebell.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.agent.sampler.Snapshot;
import dev.forebell.agent.sampler.Snapshot.ProbeCost;
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

        PROBE   SERIES  TOOK     STATE
        disk    1       1.50 ms  ok
        memory  1       0.00 ms  no answer
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
        "probes":[{"probe":"disk","series":1,"seconds":0.0015,"failure":null},
        {"probe":"memory","series":1,"seconds":0.0,"failure":"no answer"}]}
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
            new ProbeCost("disk", 1, Duration.ofNanos(1_500_000), Optional.empty()),
            new ProbeCost("memory", 1, Duration.ZERO, Optional.of("no answer"))));
  }
}
