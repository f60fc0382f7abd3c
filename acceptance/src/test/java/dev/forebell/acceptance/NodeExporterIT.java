package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code /metrics/node} beside a real node_exporter on this machine, both read by a real Prometheus
 * with rules in the style that is usual for node_exporter.
 */
class NodeExporterIT {
  private static final String OURS = "{job=\"node\"}";
  private static final String THEIRS = "{job=\"real\"}";

  @TempDir private Path folder;

  /**
   * A series of this machine that both have, and how far they may be apart: they are read up to a
   * second or two apart, on a machine that is at work.
   *
   * @param absolute in the metric's unit
   * @param relative to the larger one
   */
  private record Compared(String query, double absolute, double relative) {
    static Compared same(String query) {
      return new Compared(query, 0, 0);
    }

    void check(RunningPrometheus prometheus) {
      double ours = prometheus.value(query.replace("@", OURS));
      double theirs = prometheus.value(query.replace("@", THEIRS));
      double allowed = absolute + relative * Math.max(Math.abs(ours), Math.abs(theirs));
      assertEquals(theirs, ours, allowed, query);
    }
  }

  private static final double MIB = 1 << 20;

  private static final List<Compared> COMPARED =
      List.of(
          Compared.same("max(node_memory_MemTotal_bytes@)"),
          new Compared("max(node_memory_MemAvailable_bytes@)", 512 * MIB, 0.1),
          new Compared("max(node_memory_MemFree_bytes@)", 512 * MIB, 0.1),
          new Compared("max(node_memory_Cached_bytes@)", 256 * MIB, 0.1),
          new Compared("max(node_memory_Buffers_bytes@)", 64 * MIB, 0.1),
          Compared.same("max(node_memory_SwapTotal_bytes@)"),
          new Compared("max(node_load1@)", 3, 0.3),
          new Compared("max(node_load5@)", 1, 0.2),
          new Compared("max(node_load15@)", 0.5, 0.1),
          new Compared("max(node_boot_time_seconds@)", 2, 0),
          new Compared("max(node_time_seconds@)", 10, 0),
          Compared.same("max(instance:cpus:count@)"),
          new Compared("max(instance:cpu_busy:ratio@)", 0.35, 0),
          new Compared("sum(node_cpu_seconds_total@)", 60, 0.01),
          new Compared("max(instance:memory_used:ratio@)", 0.05, 0),
          new Compared(root("node_filesystem_size_bytes"), 0, 0),
          new Compared(root("node_filesystem_avail_bytes"), 512 * MIB, 0.01),
          new Compared(root("node_filesystem_free_bytes"), 512 * MIB, 0.01),
          new Compared(root("node_filesystem_files"), 0, 0),
          new Compared(root("node_filesystem_files_free"), 50_000, 0.01),
          new Compared(disks("node_disk_read_bytes_total"), 256 * MIB, 0.02),
          new Compared(disks("node_disk_written_bytes_total"), 512 * MIB, 0.05),
          new Compared(disks("node_disk_reads_completed_total"), 2000, 0.02),
          new Compared(disks("node_disk_writes_completed_total"), 5000, 0.05),
          new Compared(disks("node_disk_io_time_seconds_total"), 10, 0.02),
          new Compared(interfaces("node_network_receive_bytes_total"), 64 * MIB, 0.05),
          new Compared(interfaces("node_network_transmit_packets_total"), 50_000, 0.05),
          new Compared("max(node_vmstat_pgmajfault@)", 5000, 0.1),
          new Compared("max(node_vmstat_oom_kill@)", 0, 0));

  /** Of the root file system, as users compare. */
  private static String root(String metric) {
    return "sum("
        + metric
        + "@ and on (mountpoint) node_filesystem_size_bytes{job=\"node\",mountpoint=\"/\"})";
  }

  /** Of the disks that our agent knows: it leaves out those that nothing is on. */
  private static String disks(String metric) {
    return "sum(" + metric + "@ and on (device) node_disk_read_bytes_total{job=\"node\"})";
  }

  /** Of the interfaces that our agent knows. */
  private static String interfaces(String metric) {
    return "sum(" + metric + "@ and on (device) node_network_receive_bytes_total{job=\"node\"})";
  }

  @Test
  void showsWhatNodeExporterShowsOfThisMachine() throws Exception {
    Path exporter = Needs.program("prometheus-node-exporter", "prometheus-node-exporter");
    Path config =
        TestConfig.quick(folder.resolve("config")).withSample("webhooks/demo-desk.yaml").folder();
    int port = RunningPrometheus.freePort();
    Process real = start(exporter, port);
    try (Running up = Running.start("up", config, folder.resolve("data"));
        RunningPrometheus prometheus = RunningPrometheus.start(folder, scrapes(up, port), up)) {
      COMPARED.forEach(compared -> compared.check(prometheus));
      everyRuleGives(prometheus);
    } finally {
      real.destroy();
      real.waitFor();
    }
  }

  /** Each rule has a result for our host, as it has for the real exporter's. */
  private static void everyRuleGives(RunningPrometheus prometheus) {
    for (String record :
        List.of(
            "instance:cpus:count",
            "instance:cpu_busy:ratio",
            "instance:load_per_cpu:ratio",
            "instance:memory_used:ratio",
            "instance:major_faults:rate",
            "instance_device:disk_busy:rate",
            "instance_device:disk_queue:rate",
            "instance:received_without_lo:rate",
            "instance:sent_without_lo:rate",
            "instance:dropped_without_lo:rate")) {
      Eventually.holds(
          record,
          RunningPrometheus.SOON,
          () -> prometheus.result(record + "{instance=\"this-host\"}").size() > 0);
    }
    for (String alert : List.of("RootHasRoom", "RootHasInodes", "RootFillsSoon", "BootedBefore")) {
      assertEquals(
          1, prometheus.value("ALERTS{alertname=\"" + alert + "\",instance=\"this-host\"}"));
    }
    JsonNode groups = prometheus.answer("/api/v1/rules").path("groups");
    assertTrue(groups.size() > 0);
    for (JsonNode rule : groups.get(0).path("rules")) {
      assertEquals("ok", rule.path("health").asText(), rule.toString());
    }
  }

  private Process start(Path exporter, int port) throws IOException {
    return new ProcessBuilder(exporter.toString(), "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("exporter.log").toFile())
        .start();
  }

  private static String scrapes(Running up, int exporter) {
    Path rules = Checkout.root().resolve("acceptance/src/test/resources/node-style-rules.yml");
    return """
    global: {scrape_interval: 1s}
    rule_files: ["%s"]
    scrape_configs:
      - job_name: node
        honor_labels: true
        metrics_path: /metrics/node
        static_configs: [{targets: ["127.0.0.1:%d"]}]
      - job_name: real
        static_configs: [{targets: ["127.0.0.1:%d"]}]
    """
        .formatted(rules, up.console().getPort(), exporter);
  }
}
