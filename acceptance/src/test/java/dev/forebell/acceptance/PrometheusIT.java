package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real collector and answers questions about this very machine. */
class PrometheusIT {
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private Path folder;

  @Test
  void answersPromQlAboutThisHost() throws Exception {
    Path promtool = Needs.program("promtool", "prometheus");
    Path config =
        TestConfig.quick(folder.resolve("config")).withSample("webhooks/demo-desk.yaml").folder();
    try (Running up = Running.start("up", config, folder.resolve("data"))) {
      Eventually.holds(
          "values of this host",
          SOON,
          () -> up.get("/api/v1/hosts/this-host").path("values").size() > 30);
      checkExposition(promtool, up);
      checkSample(promtool);
      try (RunningPrometheus prometheus = RunningPrometheus.start(folder, scrapes(up), up)) {
        assertEquals(
            1,
            prometheus.value("forebell_host_up{host=\"this-host\",customer=\"demo\",site=\"hq\"}"));
        assertEquals(1, prometheus.value("count(count by (job) (up))"));
        assertEquals(
            memoryOfThisMachine(),
            prometheus.value("max(system_memory_limit_bytes{host=\"this-host\"})"),
            1024 * 1024);
        double uptime = prometheus.value("max(system_uptime_seconds{host=\"this-host\"})");
        assertTrue(uptime > 0, "uptime " + uptime);
        double full =
            prometheus.value(
                "max(system_filesystem_utilization_ratio{host=\"this-host\",system_filesystem_state=\"used\"})");
        assertTrue(full > 0 && full <= 1, "utilisation " + full);
        assertTrue(prometheus.value("forebell_ingest_samples_total") > 30);
        assertEquals(0, prometheus.value("forebell_emergency{customer=\"demo\"}"));
        checkMetadata(prometheus);
      }
    }
  }

  private static String scrapes(Running up) {
    return """
    global: {scrape_interval: 1s}
    scrape_configs:
      - job_name: forebell
        static_configs: [{targets: ["127.0.0.1:%d"]}]
    """
        .formatted(up.console().getPort());
  }

  private static void checkExposition(Path promtool, Running up) throws Exception {
    Process check =
        new ProcessBuilder(promtool.toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    check
        .getOutputStream()
        .write(up.text(up.console().resolve("/metrics")).body().getBytes(StandardCharsets.UTF_8));
    check.getOutputStream().close();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // promtool exits with 3 for matters of style; a mistake of format is 1.
    int code = check.waitFor();
    assertTrue(code == 0 || code == 3, code + ": " + said);
  }

  /** Units are known to Prometheus only if it read OpenMetrics. */
  private static void checkMetadata(RunningPrometheus prometheus) {
    Eventually.holds(
        "a unit",
        RunningPrometheus.SOON,
        () ->
            prometheus
                .answer("/api/v1/metadata?metric=system_memory_limit_bytes")
                .path("system_memory_limit_bytes")
                .path(0)
                .path("unit")
                .asText()
                .equals("bytes"));
  }

  private static void checkSample(Path promtool) throws Exception {
    Path sample = Checkout.root().resolve("config/prometheus/prometheus.yml");
    Process check =
        new ProcessBuilder(promtool.toString(), "check", "config", sample.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, check.waitFor(), said);
  }

  private static double memoryOfThisMachine() throws IOException {
    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemTotal:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
