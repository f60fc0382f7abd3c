package dev.forebell.collector.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.SampleFleet;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.ExpositionFormat;
import dev.forebell.collector.port.FleetView.HostNow;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Metrics;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.SeriesKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NodeNamingTest {
  private static final String HOST = "instance=\"a\",customer=\"acme\",site=\"hq\"";
  private final Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final FleetExposition nodes =
      new FleetExposition(new NodeNaming(), Duration.ofMinutes(2));

  private String text(Sample... samples) {
    HostNow known = SampleFleet.host("acme", "a", HostKind.SERVER, LinkState.UP, now, 0.5);
    HostNow host =
        new HostNow(
            known.host(),
            known.customer(),
            known.site(),
            known.kind(),
            known.link(),
            known.lastHeard(),
            known.lastSampledAt(),
            known.facts(),
            List.of(samples));
    return Written.by(
        ExpositionFormat.TEXT, out -> nodes.write(List.of(host), shown -> true, now, out));
  }

  private static Sample sample(String metric, double value, String... attributes) {
    return Sample.of(SeriesKey.of(metric, attributes), value);
  }

  @Test
  void aMetricHasTheirNameAndTheirLabels() {
    String text =
        text(
            sample(
                "system.filesystem.usage",
                5,
                "system.device",
                "/dev/sda1",
                "system.filesystem.mountpoint",
                "/",
                "system.filesystem.type",
                "ext4",
                "system.filesystem.state",
                "free"));
    assertTrue(
        text.contains(
            "node_filesystem_avail_bytes{device=\"/dev/sda1\",fstype=\"ext4\",mountpoint=\"/\","
                + HOST
                + "} 5\n"),
        text);
  }

  @Test
  void rootMayTakeWhatIsReservedToo() {
    String text =
        text(
            sample("system.filesystem.usage", 5, "system.filesystem.state", "free"),
            sample("system.filesystem.usage", 2, "system.filesystem.state", "reserved"));
    assertTrue(text.contains("node_filesystem_free_bytes{" + HOST + "} 7\n"), text);
  }

  @Test
  void theTimeOfAllProcessorsIsSharedAmongThem() {
    String text =
        text(
            sample("system.cpu.logical.count", 2),
            sample("system.cpu.time", 8, "cpu.mode", "idle"),
            sample("system.cpu.time", 1, "cpu.mode", "interrupt"));
    assertTrue(text.contains("{cpu=\"0\",mode=\"idle\"," + HOST + "} 4\n"), text);
    assertTrue(text.contains("{cpu=\"1\",mode=\"idle\"," + HOST + "} 4\n"), text);
    assertTrue(text.contains("{cpu=\"1\",mode=\"irq\"," + HOST + "} 0.5\n"), text);
    assertTrue(text.contains("# TYPE node_cpu_seconds_total counter\n"), text);
  }

  @Test
  void weightedTimeIsThatOfAllOperations() {
    String text =
        text(
            sample(
                "system.disk.operation_time",
                3,
                "system.device",
                "sda",
                "disk.io.direction",
                "read"),
            sample(
                "system.disk.operation_time",
                4,
                "system.device",
                "sda",
                "disk.io.direction",
                "write"));
    assertTrue(
        text.contains("node_disk_io_time_weighted_seconds_total{device=\"sda\"," + HOST + "} 7\n"),
        text);
  }

  @Test
  void aFailedUnitIsInThatState() {
    String text = text(sample("forebell.service.failed", 1, "service.name", "cron.service"));
    assertTrue(
        text.contains(
            "node_systemd_unit_state{name=\"cron.service\",state=\"failed\"," + HOST + "} 1\n"),
        text);
  }

  @Test
  void aScrapeIsTheSameTheSecondTime() {
    Sample load = sample(Metrics.LOAD_AVERAGE_1M.name(), 0.5);
    assertEquals(text(load), text(load));
  }

  /** The table of what is covered names every metric that is, and no other. */
  @Test
  void theDocumentSaysWhatIsCovered() throws IOException {
    String document = Files.readString(Path.of("../docs/metrics.md"));
    String part = document.substring(document.indexOf("## node_exporter's names"));
    Matcher names = Pattern.compile("`(node_\\w+)`").matcher(part.split("### Not there", 2)[0]);
    Set<String> said = names.results().map(one -> one.group(1)).collect(Collectors.toSet());
    Set<String> made = new TreeSet<>();
    NodeMetric.ALL.forEach(metric -> made.add(metric.name()));
    made.addAll(
        List.of(
            "node_cpu_seconds_total",
            "node_memory_SwapTotal_bytes",
            "node_filesystem_free_bytes",
            "node_disk_io_time_weighted_seconds_total",
            "node_time_seconds",
            "node_boot_time_seconds",
            "node_uname_info"));
    assertEquals(made, new TreeSet<>(said));
  }
}
