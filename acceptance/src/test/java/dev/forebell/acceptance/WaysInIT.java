package dev.forebell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What other systems say: a real Alertmanager, the media type for Zabbix in a real JavaScript
 * engine, and OpenTelemetry's protocol, against the product.
 */
class WaysInIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TOKEN = "fbt_test-token-of-the-source";

  // What Zabbix gives a script, on top of what a browser has.
  private static final String ZABBIX =
      """
      ([script, value]) => {
        function HttpRequest() {
          this.headers = [];
          this.status = 0;
        }
        HttpRequest.prototype.addHeader = function (line) { this.headers.push(line.split(/: (.*)/)); };
        HttpRequest.prototype.post = function (url, data) {
          const request = new XMLHttpRequest();
          request.open('POST', url, false);
          this.headers.forEach(header => request.setRequestHeader(header[0], header[1]));
          request.send(data);
          this.status = request.status;
          return request.responseText;
        };
        HttpRequest.prototype.getStatus = function () { return this.status; };
        try {
          return new Function('value', 'HttpRequest', 'Zabbix', script)(value, HttpRequest, {log() {}});
        } catch (thrown) {
          throw new Error(thrown);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void anAlertOfARealAlertmanagerIsAnIncidentUntilItIsResolvedThere() throws Exception {
    try (Running up = up()) {
      int port = RunningPrometheus.freePort();
      Process alertmanager = alertmanager(up, port);
      try {
        URI alerts = URI.create("http://127.0.0.1:" + port + "/api/v2/alerts");
        Eventually.holds("Alertmanager to take alerts", SOON, () -> tell(alerts, alert("")));
        JsonNode incident =
            Eventually.gives("an incident", SOON, () -> open(up, "this-host", "DatabaseSlow"));
        assertEquals("critical", incident.path("severity").asText(), incident.toString());
        assertTrue(incident.path("subject").asText().contains("shard"), incident.toString());
        String ended = ", \"endsAt\": \"" + Instant.now() + "\"";
        Eventually.holds("the resolved alert to be taken", SOON, () -> tell(alerts, alert(ended)));
        Eventually.holds(
            "the incident to end", SOON, () -> open(up, "this-host", "DatabaseSlow").isEmpty());
        assertEquals(1, all(up, "this-host", "DatabaseSlow"));
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
      return post(alerts, "application/json", body).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static HttpResponse<String> post(URI uri, String type, String body) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(uri)
              .header("Content-Type", type)
              .header("Authorization", "Bearer " + TOKEN)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
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
                .formatted(up.console().getPort(), TOKEN));
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

  @Test
  void theMediaTypeForZabbixTellsOfProblemsAndRecoveries() throws Exception {
    Map<String, Object> media = mediaType();
    String script = String.valueOf(media.get("script"));
    for (String newer : List.of("=>", "`", "let ", "const ")) {
      assertFalse(script.contains(newer), newer + "is not known to Zabbix's JavaScript");
    }
    try (Running up = up();
        Chromium chromium = new Chromium();
        Page page = chromium.page(new Browser.NewPageOptions().setBypassCSP(true))) {
      page.navigate(up.console().toString());
      Map<String, String> macros = macros(up);
      assertEquals("OK", page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      JsonNode incident =
          Eventually.gives("an incident", SOON, () -> open(up, "this-host", "Disk is full"));
      assertEquals("critical", incident.path("severity").asText(), incident.toString());
      assertTrue(incident.path("subject").asText().contains("capacity"), incident.toString());
      macros.put("{EVENT.VALUE}", "0");
      assertEquals("OK", page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      Eventually.holds(
          "the incident to end", SOON, () -> open(up, "this-host", "Disk is full").isEmpty());
      macros.put("{EVENT.SOURCE}", "3");
      assertEquals(
          "left out: not the event of a trigger",
          page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      macros.put("{EVENT.SOURCE}", "0");
      macros.put("{$FOREBELL.TOKEN}", "another");
      PlaywrightException refused =
          assertThrows(
              PlaywrightException.class,
              () -> page.evaluate(ZABBIX, List.of(script, value(media, macros))));
      assertTrue(refused.getMessage().contains("HTTP 401"), refused.getMessage());
    }
  }

  private static Map<String, String> macros(Running up) {
    Map<String, String> macros = new LinkedHashMap<>();
    macros.put("{$FOREBELL.URL}", "http://127.0.0.1:" + up.console().getPort() + "/");
    macros.put("{$FOREBELL.TOKEN}", TOKEN);
    macros.put("{EVENT.SOURCE}", "0");
    macros.put("{EVENT.VALUE}", "1");
    macros.put("{EVENT.ID}", "9001");
    macros.put("{EVENT.NAME}", "Disk is full (97 %)");
    macros.put("{EVENT.NSEVERITY}", "4");
    macros.put("{EVENT.TAGSJSON}", "[{\"tag\": \"scope\", \"value\": \"capacity\"}]");
    macros.put("{TRIGGER.ID}", "4711");
    macros.put("{TRIGGER.NAME.ORIG}", "Disk is full");
    macros.put("{HOST.HOST}", "this-host");
    return macros;
  }

  @SuppressWarnings("unchecked") // the shape of the file is what is tested
  private static Map<String, Object> mediaType() throws IOException {
    String text =
        Files.readString(Checkout.root().resolve("config/zabbix/forebell-media-type.yml"));
    Map<String, Object> file =
        (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Map<String, Object> export = (Map<String, Object>) file.get("zabbix_export");
    return ((List<Map<String, Object>>) export.get("media_types")).getFirst();
  }

  /** The parameters as Zabbix hands them over: their macros expanded. */
  @SuppressWarnings("unchecked") // as above
  private static String value(Map<String, Object> media, Map<String, String> macros)
      throws IOException {
    Map<String, String> value = new LinkedHashMap<>();
    for (Map<String, String> parameter : (List<Map<String, String>>) media.get("parameters")) {
      String macro = parameter.get("value");
      assertTrue(macro.isEmpty() || macros.containsKey(macro), macro);
      value.put(parameter.get("name"), macros.getOrDefault(macro, macro));
    }
    return Running.JSON.writeValueAsString(value);
  }

  @Test
  void aHostOfAnOpenTelemetryCollectorArrives() throws Exception {
    try (Running up = up()) {
      URI metrics = up.console().resolve("/v1/metrics");
      HttpResponse<String> answer = post(metrics, "application/json", hostmetrics());
      assertEquals("200 {}", answer.statusCode() + " " + answer.body());
      Eventually.holds(
          "the host and its values",
          SOON,
          () -> {
            try {
              post(metrics, "application/json", hostmetrics());
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

  private static Optional<JsonNode> open(Running up, String host, String alert) {
    JsonNode incidents = up.get("/api/v1/incidents?host=" + host).path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .filter(incident -> incident.path("subject").asText().contains("alert.name=" + alert))
        .filter(incident -> incident.path("state").asText().equals("open"))
        .findFirst();
  }

  private static long all(Running up, String host, String alert) {
    JsonNode incidents = up.get("/api/v1/incidents?host=" + host).path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .filter(incident -> incident.path("subject").asText().contains("alert.name=" + alert))
        .count();
  }

  private Running up() throws Exception {
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(TOKEN.getBytes(StandardCharsets.UTF_8)));
    Path config =
        TestConfig.quick(folder.resolve("config"))
            .withSample("webhooks/demo-desk.yaml")
            .withSample("rules/alerts.yaml")
            .withSample("runbooks/foreign-alert.md")
            .with(
                "collector.yaml",
                """
                agents: {interval: 1s}
                sources: [{id: others, customer: demo, site: hq, interval: 1s, sha256: %s}]
                """
                    .formatted(hash))
            .folder();
    Running up = Running.start("up", config, folder.resolve("data"));
    Eventually.gives("first samples", SOON, () -> sampled(up));
    return up;
  }

  private static Optional<String> sampled(Running up) {
    JsonNode at = up.get("/api/v1/hosts/this-host").path("last_sampled_at");
    return Optional.of(at.asText()).filter(text -> at.isTextual());
  }
}
