package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.SampleFleet;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetExpositionTest {
  private final Instant now = Instant.parse("2026-11-21T09:00:00Z");

  private String text(HostNow... hosts) {
    Exposition out = new Exposition();
    new FleetExposition(Duration.ofMinutes(2)).write(out, List.of(hosts), now);
    return out.text();
  }

  private HostNow host(String id, LinkState link, Duration age, Sample... samples) {
    HostNow now = SampleFleet.host("acme", id, HostKind.SERVER, link, this.now.minus(age), 0.5);
    return new HostNow(
        now.host(),
        now.customer(),
        now.site(),
        now.kind(),
        link,
        now.lastHeard(),
        now.lastSampledAt(),
        Optional.empty(),
        List.of(samples));
  }

  @Test
  void aFamilyStandsOnceWithHelpTypeAndEveryHost() {
    Sample uptime = Sample.of(Metrics.UPTIME.series(), 86_400);
    assertTrue(
        text(
                host("a", LinkState.UP, Duration.ZERO, uptime),
                host("b", LinkState.UP, Duration.ZERO, uptime))
            .contains(
                """
                # HELP system_uptime_seconds Time since the system started
                # TYPE system_uptime_seconds gauge
                system_uptime_seconds{host="a",customer="acme",site="hq"} 86400
                system_uptime_seconds{host="b",customer="acme",site="hq"} 86400
                """));
  }

  @Test
  void attributesBecomeEscapedLabels() {
    SeriesKey series =
        SeriesKey.of("system.filesystem.usage", Metrics.MOUNTPOINT, "C:\\a\"b\nc", "host", "x");
    assertTrue(
        text(host("a", LinkState.UP, Duration.ZERO, Sample.of(series, 1.5)))
            .contains(
                "system_filesystem_usage_bytes{host=\"a\",customer=\"acme\",site=\"hq\",attribute_host=\"x\",system_filesystem_mountpoint=\"C:\\\\a\\\"b\\n"
                    + "c\"} 1.5\n"));
  }

  @Test
  void oldValuesAreDroppedAndTheStateStays() {
    Sample uptime = Sample.of(Metrics.UPTIME.series(), 86_400);
    String text = text(host("a", LinkState.DOWN, Duration.ofMinutes(2), uptime));
    assertFalse(text.contains("system_uptime_seconds"));
    assertTrue(text.contains("forebell_host_up{host=\"a\",customer=\"acme\",site=\"hq\"} 0\n"));
    assertTrue(text.contains("site=\"hq\",state=\"down\"} 1\n"));
    assertTrue(text.contains("site=\"hq\",state=\"up\"} 0\n"));
  }

  @Test
  void whatIsUnavailableHasNoSample() {
    Sample missing =
        Sample.unavailable(
            Metrics.UPTIME.series(), dev.forebell.common.model.Reading.Cause.NO_PERMISSION);
    assertFalse(text(host("a", LinkState.UP, Duration.ZERO, missing)).contains("system_uptime"));
  }

  @Test
  void aSuspectStillCountsAsUp() {
    assertEquals(
        1,
        text(host("a", LinkState.SUSPECT, Duration.ZERO))
            .lines()
            .filter(line -> line.startsWith("forebell_host_up{") && line.endsWith(" 1"))
            .count());
  }
}
