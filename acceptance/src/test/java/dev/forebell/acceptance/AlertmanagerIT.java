package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Alertmanager says, against the product. */
class AlertmanagerIT {
  @TempDir private Path folder;

  @Test
  void anAlertOfARealAlertmanagerIsAnIncidentUntilItIsResolvedThere() throws Exception {
    try (Running up = WaysIn.up(folder)) {
      int port = RunningPrometheus.freePort();
      Process alertmanager = alertmanager(up, port);
      try {
        URI alerts = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
        Eventually.holds("Alertmanager to take alerts", WaysIn.SOON, () -> tell(alerts, alert("")));
        JsonNode incident =
            Eventually.gives(
                "an incident", WaysIn.SOON, () -> WaysIn.open(up, "this-host", "DatabaseSlow"));
        assertEquals("critical", incident.path("severity").asText(), incident.toString());
        assertTrue(incident.path("subject").asText().contains("shard"), incident.toString());
        String ended = ", \"endsAt\": \"" + Instant.now() + "\"";
        Eventually.holds(
            "the resolved alert to be taken", WaysIn.SOON, () -> tell(alerts, alert(ended)));
        Eventually.holds(
            "the incident to end",
            WaysIn.SOON,
            () -> WaysIn.open(up, "this-host", "DatabaseSlow").isEmpty());
        assertEquals(1, WaysIn.all(up, "this-host", "DatabaseSlow"));
      } finally {
        alertmanager.destroy();
        alertmanager.waitFor();
      }
    }
  }

  private static String alert(String more) {
    return """
    [{"labels": {"alertname": "DatabaseSlow", "instance": "this-host:9104", "severity": "page", "shard": "a"}%s}]
    """
        .formatted(more);
  }

  private static boolean tell(URI alerts, String body) {
    try {
      return WaysIn.post(alerts, "application/json", body).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Process alertmanager(Running up, int port) throws IOException {
    Path program = Needs.program("prometheus-alertmanager", "prometheus-alertmanager");
    Path file =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            """
            route: {receiver: forebell, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
            receivers:
              - name: forebell
                webhook_configs:
                  - url: http://127.0.0.1:%d/api/v1/alertmanager
                    http_config: {authorization: {credentials: "%s"}}
            """
                .formatted(up.console().getPort(), TestConfig.SOURCE_TOKEN));
    return new ProcessBuilder(
            program.toString(),
            "--config.file=" + file,
            "--storage.path=" + folder.resolve("alertmanager"),
            "--cluster.listen-address=",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("alertmanager.log").toFile())
        .start();
  }
}
