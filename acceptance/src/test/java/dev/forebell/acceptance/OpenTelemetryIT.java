package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that OpenTelemetry's protocol tells of, against the product. */
class OpenTelemetryIT {
  @TempDir private Path folder;

  @Test
  void aHostOfAnOpenTelemetryCollectorArrives() throws Exception {
    try (Running up = WaysIn.up(folder)) {
      URI metrics = up.console().resolve("/v1/metrics");
      HttpResponse<String> answer = WaysIn.post(metrics, "application/json", hostmetrics());
      assertEquals("200 {}", answer.statusCode() + " " + answer.body());
      Eventually.holds(
          "the host and its values",
          WaysIn.SOON,
          () -> {
            try {
              WaysIn.post(metrics, "application/json", hostmetrics());
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return up.get("/api/v1/hosts/otel-1").path("values").size() >= 3;
          });
      assertEquals("up", up.get("/api/v1/hosts/otel-1").path("link").asText());
    }
  }

  private static String hostmetrics() {
    long nanos = Instant.now().toEpochMilli() * 1_000_000;
    String point = "{\"timeUnixNano\": \"%d\", \"asDouble\": %s, \"attributes\": [%s]}";
    String used = "{\"key\": \"state\", \"value\": {\"stringValue\": \"used\"}}";
    String free = "{\"key\": \"state\", \"value\": {\"stringValue\": \"free\"}}";
    return """
    {"resourceMetrics": [{
      "resource": {"attributes": [{"key": "host.name", "value": {"stringValue": "otel-1"}}]},
      "scopeMetrics": [{"metrics": [
        {"name": "system.cpu.load_average.1m", "gauge": {"dataPoints": [%s]}},
        {"name": "system.memory.usage", "sum": {"aggregationTemporality": 2, "dataPoints": [%s, %s]}}]}]}]}
    """
        .formatted(
            point.formatted(nanos, "0.5", ""),
            point.formatted(nanos + 3_000_000, "60", used),
            point.formatted(nanos + 3_000_000, "40", free));
  }
}
