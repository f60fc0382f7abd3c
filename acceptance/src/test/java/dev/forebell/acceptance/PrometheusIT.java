package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real collector and answers questions about this very machine. */
class PrometheusIT {
  private static final Duration SOON = Duration.ofSeconds(45);

  @TempDir private Path folder;

  @Test
  void answersPromQlAboutThisHost() throws Exception {
    Path prometheus = Needs.program("prometheus", "prometheus");
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
      int port = freePort();
      Process server = start(prometheus, up, port);
      try {
        URI api = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=");
        assertEquals(
            "1",
            value(up, api, "forebell_host_up{host=\"this-host\",customer=\"demo\",site=\"hq\"}"));
        double cpus = Double.parseDouble(value(up, api, "count(count by (job) (up))"));
        assertEquals(1, cpus);
        double memory =
            Double.parseDouble(
                value(up, api, "max(system_memory_limit_bytes{host=\"this-host\"})"));
        assertEquals(memoryOfThisMachine(), memory, 1024 * 1024);
        double uptime =
            Double.parseDouble(value(up, api, "max(system_uptime_seconds{host=\"this-host\"})"));
        assertTrue(uptime > 0, "uptime " + uptime);
        double full =
            Double.parseDouble(
                value(
                    up,
                    api,
                    "max(system_filesystem_utilization_ratio{host=\"this-host\",system_filesystem_state=\"used\"})"));
        assertTrue(full > 0 && full <= 1, "utilisation " + full);
        assertTrue(Double.parseDouble(value(up, api, "forebell_ingest_samples_total")) > 30);
        assertEquals("0", value(up, api, "forebell_emergency{customer=\"demo\"}"));
        checkMetadata(up, port);
      } finally {
        server.destroy();
        server.waitFor(10, TimeUnit.SECONDS);
      }
    }
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
  private static void checkMetadata(Running up, int port) {
    URI uri =
        URI.create(
            "http://127.0.0.1:" + port + "/api/v1/metadata?metric=system_memory_limit_bytes");
    String unit =
        Eventually.gives(
            "a unit",
            SOON,
            () ->
                Optional.of(
                        up.getAbsolute(uri)
                            .path("data")
                            .path("system_memory_limit_bytes")
                            .path(0)
                            .path("unit")
                            .asText())
                    .filter(text -> !text.isEmpty()));
    assertEquals("bytes", unit);
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

  private Process start(Path prometheus, Running up, int port) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: forebell
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(up.console().getPort()));
    return new ProcessBuilder(
            List.of(
                prometheus.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
  }

  /** The value of a query's only series, once Prometheus has it. */
  private static String value(Running up, URI api, String query) {
    URI uri = URI.create(api + URLEncoder.encode(query, StandardCharsets.UTF_8));
    return Eventually.gives(query, SOON, () -> onlyValue(up, uri));
  }

  private static Optional<String> onlyValue(Running up, URI uri) {
    JsonNode result;
    try {
      result = up.getAbsolute(uri).path("data").path("result");
    } catch (AssertionError notYet) {
      return Optional.empty();
    }
    return result.size() == 1
        ? Optional.of(result.get(0).path("value").get(1).asText())
        : Optional.empty();
  }

  private static double memoryOfThisMachine() throws IOException {
    return Files.readAllLines(Path.of("/proc/meminfo")).stream()
        .filter(line -> line.startsWith("MemTotal:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
