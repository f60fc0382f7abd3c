package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.SampleFleet;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.ExpositionFormat;
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

  private final FleetExposition fleet =
      new FleetExposition(Naming.OPEN_TELEMETRY, Duration.ofMinutes(2));

  private String text(HostNow... hosts) {
    return Written.by(
        ExpositionFormat.TEXT,
        out -> {
          HostStates.write(List.of(hosts), out);
          fleet.write(List.of(hosts), host -> true, now, out);
        });
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
                # UNIT system_uptime_seconds seconds
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
                "system_filesystem_usage_bytes{attribute_host=\"x\",system_filesystem_mountpoint=\"C:\\\\a\\\"b\\n"
                    + "c\",host=\"a\",customer=\"acme\",site=\"hq\"} 1.5\n"));
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

  @Test
  void hostsThatSendOtherThingsThanBeforeAreWrittenAnew() {
    Sample uptime = Sample.of(Metrics.UPTIME.series(), 5);
    Sample agent = Sample.of(SeriesKey.of("backup_last_success"), 0.25);
    HostNow quiet = host("b", LinkState.UP, Duration.ZERO, uptime);
    text(host("a", LinkState.UP, Duration.ZERO, uptime), quiet);
    String text = text(host("a", LinkState.UP, Duration.ZERO, agent, uptime), quiet);
    assertTrue(text.contains("# TYPE backup_last_success untyped\n"), text);
    assertTrue(text.contains("backup_last_success{host=\"a\",customer=\"acme\",site=\"hq\"} 0.25"));
    assertEquals(2, text.lines().filter(line -> line.startsWith("system_uptime_seconds{")).count());
    assertEquals(text(quiet), fresh(quiet), "a host that went leaves nothing");
  }

  /** By an exposition that remembers nothing. */
  private String fresh(HostNow... hosts) {
    return Written.by(
        ExpositionFormat.TEXT,
        out -> {
          HostStates.write(List.of(hosts), out);
          new FleetExposition(Naming.OPEN_TELEMETRY, Duration.ofMinutes(2))
              .write(List.of(hosts), host -> true, now, out);
        });
  }

  @Test
  void aReaderOfOneHostSeesNothingOfTheOthers() {
    Sample uptime = Sample.of(Metrics.UPTIME.series(), 5);
    List<HostNow> hosts =
        List.of(
            host("a", LinkState.UP, Duration.ZERO, uptime),
            host("b", LinkState.UP, Duration.ZERO, uptime));
    String text =
        Written.by(
            ExpositionFormat.TEXT,
            out -> fleet.write(hosts, host -> host.host().value().equals("b"), now, out));
    assertFalse(text.contains("host=\"a\""), text);
    assertEquals(1, text.lines().filter(line -> line.startsWith("system_uptime_seconds{")).count());
  }

  @Test
  void openMetricsNamesACounterWithoutTotalAndSamplesWithIt() {
    Sample io = Sample.of(SeriesKey.of("system.disk.io", "system.device", "sda"), 7);
    String text =
        Written.by(
            ExpositionFormat.OPEN_METRICS,
            out ->
                fleet.write(
                    List.of(host("a", LinkState.UP, Duration.ZERO, io)), host -> true, now, out));
    assertTrue(
        text.contains(
            """
            # TYPE system_disk_io_bytes counter
            # UNIT system_disk_io_bytes bytes
            system_disk_io_bytes_total{system_device="sda",host="a",customer="acme",site="hq"} 7
            """),
        text);
    assertTrue(text.endsWith("# EOF\n"));
  }

  @Test
  void attributesThatComeToOneLabelAreJoined() {
    SeriesKey series = SeriesKey.of("backup_age", "a.b", "1", "a_b", "2");
    String text = text(host("a", LinkState.UP, Duration.ZERO, Sample.of(series, 1)));
    assertTrue(text.contains("backup_age{a_b=\"1;2\",host="), text);
  }
}
