package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.Reason;
import dev.forebell.collector.engine.detect.DetectOutput.LinkState;
import dev.forebell.collector.port.ConfigurationControl;
import dev.forebell.common.model.HostKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route over a real server: its answers, its refusals, its headers. */
class ApiIT {
  private static final String FIRST = "INC-ACME-2026-1";
  private final Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final Http http = new Http();
  private WebFixture web;

  @BeforeEach
  void start() {
    web = WebFixture.start();
    opened(FIRST, "acme", "vdi-01", 60, true);
    opened("INC-ACME-2026-2", "acme", "file-01", 30, false);
    opened("INC-NORD-2026-1", "nord", "erp-db", 10, false);
    web.fleet.put(SampleFleet.host("acme", "vdi-01", HostKind.VDI_HOST, LinkState.UP, now, 0.5));
    web.fleet.put(SampleFleet.host("nord", "vdi-01", HostKind.SERVER, LinkState.DOWN, now, 0.5));
    web.fleet.put(SampleFleet.host("nord", "new", HostKind.SERVER, LinkState.UNKNOWN, now, 0.5));
  }

  private void opened(String id, String customer, String host, int minutesAgo, boolean emergency) {
    JsonObject incident =
        SampleIncident.open(now, id, customer, host, "host-down", Duration.ofMinutes(minutesAgo))
            .with("emergency", emergency)
            .clock("contract", "response", "always", Duration.ofMinutes(1), Duration.ofMinutes(9))
            .json();
    web.incidents.put(incident, now, "incident.opened", "system:engine", Reason.SILENT_CONFIRMED);
  }

  @AfterEach
  void stop() {
    http.close();
    web.close();
  }

  @Test
  void everyOperationOfTheDocumentIsAnswered() throws Exception {
    JsonObject paths = OpenApiText.load().json().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        if (path.equals("/api/v1/events")) {
          continue; // endless: EventStreamIT
        }
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(
                        web.uri(path.replace("/{id}", path.contains("dead") ? "/7" : "/" + FIRST)))
                    .header("Content-Type", "application/json")
                    .method(
                        method.toUpperCase(Locale.ROOT),
                        HttpRequest.BodyPublishers.ofString("{}")));
        assertFalse(
            answer.body().contains("openapi.yaml lists"),
            path + " is not routed: " + answer.body());
        assertTrue(answer.statusCode() < 500, path + ": " + answer.body());
      }
    }
  }

  @Test
  void emergenciesComeFirstAndPagesFollowTheCursor() throws Exception {
    JsonObject first = Http.json(http.get(web.uri("/api/v1/incidents?limit=2")));
    assertEquals(List.of(FIRST, "INC-NORD-2026-1"), ids(first));
    String next = first.getString("next");
    JsonObject second = Http.json(http.get(web.uri("/api/v1/incidents?limit=2&cursor=" + next)));
    assertEquals(List.of("INC-ACME-2026-2"), ids(second));
    assertTrue(second.containsKey("next"));
    assertEquals(null, second.getString("next"));
  }

  @Test
  void listsFilterByCustomerStateAndHost() throws Exception {
    assertEquals(
        List.of("INC-NORD-2026-1"),
        ids(Http.json(http.get(web.uri("/api/v1/incidents?customer=nord")))));
    assertEquals(
        List.of("INC-ACME-2026-2"),
        ids(Http.json(http.get(web.uri("/api/v1/incidents?host=file-01")))));
    acknowledge(FIRST);
    assertEquals(
        List.of(FIRST),
        ids(Http.json(http.get(web.uri("/api/v1/incidents?state=acknowledged,resolved")))));
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("incidents").stream()
        .map(i -> ((JsonObject) i).getString("id"))
        .toList();
  }

  @Test
  void anIncidentShowsItsClocksAndTimeline() throws Exception {
    JsonObject shown = Http.json(http.get(web.uri("/api/v1/incidents/" + FIRST)));
    assertEquals(FIRST, shown.getString("id"));
    assertEquals("response", shown.getJsonArray("clocks").getJsonObject(0).getString("name"));
    JsonObject event = shown.getJsonArray("timeline").getJsonObject(0);
    assertEquals("incident.opened", event.getString("event"));
    assertEquals("2026-11-21T09:00:00.004Z", event.getString("recorded_at"));
  }

  @Test
  void aCommandAnswersWithTheIncidentAsItIsThen() throws Exception {
    HttpResponse<String> answer = acknowledge(FIRST);
    assertEquals(200, answer.statusCode());
    assertEquals("acknowledged", Http.json(answer).getString("state"));
  }

  private HttpResponse<String> acknowledge(String id) throws Exception {
    return command(id, new JsonObject().put("command", "acknowledge").put("by", "Anna"));
  }

  private HttpResponse<String> command(String id, JsonObject body) throws Exception {
    return http.post(web.uri("/api/v1/incidents/" + id + "/commands"), body);
  }

  @Test
  void refusalsCarryTheReasonAndTheSentence() throws Exception {
    acknowledge(FIRST);
    problem(acknowledge(FIRST), 409, "illegal_in_state", "acknowledged: not now");
    problem(acknowledge("INC-ACME-2026-99"), 404, "no_such_incident", "INC-ACME-2026-99");
    JsonObject report = new JsonObject().put("command", "report").put("who", "u").put("by", "A");
    problem(command(FIRST, report), 400, "bad_command", "before time began");
    JsonObject demote =
        new JsonObject().put("command", "demote").put("reason", "r").put("by", "bot:x");
    problem(command(FIRST, demote), 409, "person_required", "only a person");
  }

  @Test
  void anotherCustomersIncidentIsUnknownBehindTheTenantWall() throws Exception {
    JsonObject body = new JsonObject().put("command", "acknowledge").put("by", "Anna");
    HttpResponse<String> answer =
        http.post(web.uri("/api/v1/incidents/" + FIRST + "/commands?customer=nord"), body);
    problem(answer, 404, "no_such_incident", FIRST);
  }

  @Test
  void malformedCommandsSayWhatIsWrong() throws Exception {
    JsonObject assign = new JsonObject().put("command", "assign").put("by", "Anna");
    problem(command(FIRST, assign), 400, "bad_command", "'to' is missing");
    JsonObject unknown = new JsonObject().put("command", "explode").put("by", "Anna");
    assertEquals(400, command(FIRST, unknown).statusCode());
    JsonObject anonymous = new JsonObject().put("command", "resume");
    assertEquals(400, command(FIRST, anonymous).statusCode());
    HttpResponse<String> broken =
        http.send(
            HttpRequest.newBuilder(web.uri("/api/v1/incidents/" + FIRST + "/commands"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"command\":")));
    assertEquals(400, broken.statusCode());
    assertProblem(broken);
  }

  @Test
  void aFailureInsideIsA500WithoutItsTrace() throws Exception {
    HttpResponse<String> answer =
        command(FIRST, new JsonObject().put("command", "close").put("by", "Anna"));
    problem(answer, 500, "", "collector's log");
    assertFalse(answer.body().contains("IllegalStateException"));
    assertFalse(answer.body().contains("lost"));
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/incidents?limit=0, 400",
    "/api/v1/incidents?limit=501, 400",
    "/api/v1/incidents?limit=many, 400",
    "/api/v1/incidents?state=burning, 400",
    "/api/v1/incidents?customer=a/b, 400",
    "/api/v1/incidents?cursor=nonsense, 400",
    "/api/v1/incidents/nonsense, 400",
    "/api/v1/incidents/INC-ACME-2026-99, 404",
    "/api/v1/hosts/nowhere, 404",
    "/api/v1/hosts/vdi-01, 409",
    "/api/v1/nothing, 404",
    "/nothing, 404"
  })
  void wrongQuestionsGetProblemDocuments(String path, int status) throws Exception {
    HttpResponse<String> answer = http.get(web.uri(path));
    assertEquals(status, answer.statusCode(), answer.body());
    assertProblem(answer);
  }

  @Test
  void aMethodThatIsNotOfferedIs405() throws Exception {
    HttpResponse<String> answer = http.post(web.uri("/api/v1/hosts"), new JsonObject());
    problem(answer, 405, "", "POST /api/v1/hosts");
  }

  @Test
  void aBodyOverTheLimitIs413() throws Exception {
    JsonObject body =
        new JsonObject().put("command", "comment").put("by", "A").put("text", "x".repeat(70_000));
    assertEquals(413, command(FIRST, body).statusCode());
  }

  @Test
  void hostsShowTheirLinkAndLastValues() throws Exception {
    JsonArray all = Http.json(http.get(web.uri("/api/v1/hosts"))).getJsonArray("hosts");
    assertEquals(3, all.size());
    JsonObject up = all.getJsonObject(0);
    assertEquals("up", up.getString("link"));
    assertEquals(0.5, up.getDouble("cpu"), 1e-9);
    assertEquals("/var/lib/data", up.getJsonObject("filesystem").getString("mountpoint"));
    JsonObject unknown = all.getJsonObject(1);
    assertEquals("unknown", unknown.getString("link"));
    assertTrue(unknown.containsKey("cpu") && unknown.getValue("cpu") == null);

    JsonObject one = Http.json(http.get(web.uri("/api/v1/hosts/vdi-01?customer=acme")));
    assertTrue(
        one.getJsonArray("values").stream()
            .map(JsonObject.class::cast)
            .anyMatch(value -> "no_permission".equals(value.getString("unavailable"))));
    assertEquals(
        2,
        Http.json(http.get(web.uri("/api/v1/hosts?customer=nord"))).getJsonArray("hosts").size());
  }

  @Test
  void customersShowTheirServices() throws Exception {
    JsonObject customer =
        Http.json(http.get(web.uri("/api/v1/customers")))
            .getJsonArray("customers")
            .getJsonObject(0);
    assertEquals("ACME", customer.getString("code"));
    assertTrue(customer.getJsonArray("services").getJsonObject(0).getBoolean("key"));
  }

  @Test
  void aReloadAnswersTheVersionOrEveryProblem() throws Exception {
    HttpResponse<String> good =
        http.post(web.uri("/api/v1/configuration/reload"), new JsonObject());
    assertEquals("v1", Http.json(good).getString("version"));
    web.reloadAnswers(
        new ConfigurationControl.Outcome.Rejected(List.of("rules/disk.yaml:14:10: a", "b")));
    HttpResponse<String> bad = http.post(web.uri("/api/v1/configuration/reload"), new JsonObject());
    problem(bad, 422, "bad_configuration", "2 problems");
    assertEquals("rules/disk.yaml:14:10: a", Http.json(bad).getJsonArray("problems").getString(0));
  }

  @Test
  void healthAndReadinessSayWhatFails() throws Exception {
    assertEquals(200, http.get(web.uri("/healthz")).statusCode());
    assertEquals(200, http.get(web.uri("/readyz")).statusCode());
    web.ready(false);
    HttpResponse<String> failing = http.get(web.uri("/readyz"));
    assertEquals(503, failing.statusCode());
    assertEquals("failing", Http.json(failing).getString("status"));
  }

  @Test
  void theDocumentNamesTheAddressItWasAskedAt() throws Exception {
    HttpResponse<String> answer = http.get(web.uri("/api/openapi.yaml"));
    assertTrue(answer.body().contains("- url: http://127.0.0.1:" + web.port() + "\n"));
    assertTrue(answer.body().startsWith("openapi: 3.1.0"));
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    for (String path : List.of("/api/v1/incidents", "/nothing", "/metrics", "/healthz")) {
      HttpResponse<String> answer = http.get(web.uri(path));
      assertEquals(
          SecurityHeaders.CONTENT_SECURITY_POLICY,
          answer.headers().firstValue("Content-Security-Policy").orElse(""));
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElse(""));
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }
  }

  @Test
  void aForeignHostNameIsMisdirected() throws Exception {
    String head = "GET /api/v1/incidents HTTP/1.1\r\nConnection: close\r\n";
    assertEquals(421, Http.rawStatus(web.port(), head + "Host: evil.example\r\n\r\n"));
    assertEquals(421, Http.rawStatus(web.port(), head + "Host: 127.0.0.1.evil.example\r\n\r\n"));
    assertEquals(200, Http.rawStatus(web.port(), head + "Host: localhost:1\r\n\r\n"));
  }

  @Test
  void anotherPageMayNotChangeAnything() throws Exception {
    JsonObject body = new JsonObject().put("command", "acknowledge").put("by", "Anna");
    var uri = web.uri("/api/v1/incidents/" + FIRST + "/commands");
    problem(http.post(uri, body, "Origin", "http://evil.example"), 403, "foreign_origin", "page");
    problem(http.post(uri, body, "Origin", "null"), 403, "foreign_origin", "page");
    problem(http.post(uri, body, "Sec-Fetch-Site", "cross-site"), 403, "foreign_origin", "page");
    HttpResponse<String> form =
        http.send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    assertEquals(415, form.statusCode());
    HttpResponse<String> own = http.post(uri, body, "Origin", "http://127.0.0.1:" + web.port());
    assertEquals(200, own.statusCode(), own.body());
  }

  @Test
  void requestsAreCountedByOperation() throws Exception {
    http.get(web.uri("/api/v1/hosts"));
    http.get(web.uri("/nothing"));
    assertTrue(web.observed.contains("listHosts 200"), web.observed::toString);
    assertTrue(web.observed.contains("other 404"), web.observed::toString);
  }

  private static void problem(
      HttpResponse<String> answer, int status, String reason, String sentence) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertProblem(answer);
    JsonObject problem = Http.json(answer);
    assertEquals(reason, problem.getString("reason", ""));
    assertTrue(problem.getString("detail").contains(sentence), answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer) {
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(answer.statusCode(), Http.json(answer).getInteger("status"));
  }
}
