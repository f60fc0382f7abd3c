package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus reads a real node_exporter and writes it on to Forebell: the host appears, our
 * rules judge it, and it is missed when it falls silent.
 */
class RemoteWriteIT {
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void aHostThatPrometheusWritesIsJudgedAndMissed() throws Exception {
    Path exporter = Needs.program("prometheus-node-exporter", "prometheus-node-exporter");
    int port = RunningPrometheus.freePort();
    Process real = start(exporter, port);
    try (Running up = Running.start("up", configuration(), folder.resolve("data"));
        RunningPrometheus prometheus = RunningPrometheus.start(folder, writes(up, port), up)) {
      Eventually.holds(
          "values of the host that arrived",
          SOON,
          () -> up.get("/api/v1/hosts/web-1").path("values").size() > 30);
      Eventually.gives("an incident of our rule", SOON, () -> incident(up, "any-disk"));
      assertEquals("up", up.get("/api/v1/hosts/web-1").path("link").asText());
      real.destroy();
      real.waitFor();
      // Prometheus goes on writing that the exporter is gone: that is no sign of the host's life.
      JsonNode down =
          Eventually.gives("an incident of silence", SOON, () -> incident(up, "host_down"));
      assertEquals("critical", down.path("severity").asText(), down.toString());
      assertTrue(prometheus.answer("/api/v1/targets").path("activeTargets").size() == 1);
    } finally {
      real.destroy();
      real.waitFor();
    }
  }

  private static Optional<JsonNode> incident(Running up, String rule) {
    JsonNode incidents = up.get("/api/v1/incidents?host=web-1").path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .filter(incident -> incident.path("rule").asText().equals(rule))
        .findFirst();
  }

  private Path configuration() throws Exception {
    return TestConfig.quick(folder.resolve("config"))
        .withSample("webhooks/demo-desk.yaml")
        .withSource("prometheus")
        .with(
            "rules/any.yaml",
            """
            rules:
              - id: any-disk
                kind: threshold
                metric: system.filesystem.utilization
                where: {system.filesystem.state: used}
                applies_to: {labels: {source: prometheus}}
                means: degradation
                levels: [{severity: warning, above: 0.1%}]
            """)
        .folder();
  }

  private Process start(Path exporter, int port) throws IOException {
    return new ProcessBuilder(exporter.toString(), "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("exporter.log").toFile())
        .start();
  }

  private static String writes(Running up, int exporter) {
    return """
    global: {scrape_interval: 1s}
    scrape_configs:
      - job_name: node
        static_configs:
          - targets: ["127.0.0.1:%d"]
            labels: {instance: "web-1:9100"}
    remote_write:
      - url: http://127.0.0.1:%d/api/v1/write
        authorization: {credentials: "%s"}
        queue_config: {batch_send_deadline: 1s}
    """
        .formatted(exporter, up.console().getPort(), TestConfig.SOURCE_TOKEN);
  }
}
