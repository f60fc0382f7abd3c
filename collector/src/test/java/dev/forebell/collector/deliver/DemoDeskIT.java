package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.ACME;
import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.event;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.demo.DemoDesk;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.port.OutboxMessage;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An incident's life on the demo desk: one case, opened, changed and closed by its webhook. */
final class DemoDeskIT {
  @TempDir private Path data;
  private Vertx vertx;
  private DemoDesk desk;
  private DeliveryBench bench;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    desk = Await.done(DemoDesk.start(vertx, 0, InstantSource.system()));
    bench = new DeliveryBench(vertx, data).with(Endpoints.desk("desk", desk.url())).start();
  }

  @AfterEach
  void stop() {
    bench.close();
    Await.done(desk.close());
    Await.done(vertx.close());
  }

  @Test
  void anIncidentIsOneCaseThatIsOpenedChangedAndClosed() throws Exception {
    send(1, "incident.opened", "open", false);
    assertTrue(bench.link().startsWith("INC-ACME-2026-1 1 " + desk.url() + "/#Case/view/"));
    assertEquals("delivered 1", bench.note());
    send(2, "incident.promoted", "open", true);
    assertEquals("delivered 2", bench.note());
    send(3, "incident.resolved", "resolved", true);
    assertEquals("delivered 3", bench.note());

    JsonObject all = new JsonObject(get("/cases.json").body());
    assertEquals(1, all.getJsonArray("cases").size());
    JsonObject only = all.getJsonArray("cases").getJsonObject(0);
    assertEquals("Closed", only.getString("status"));
    assertEquals("Urgent", only.getString("priority"));
    assertEquals("INC-ACME-2026-1", only.getString("cForebellKey"));
    assertEquals(
        List.of("POST", "PUT", "PUT"),
        only.getJsonArray("changes").stream()
            .map(change -> ((JsonObject) change).getString("method"))
            .toList());
  }

  @Test
  void theDeskFindsACaseByTheIncident() throws Exception {
    send(1, "incident.opened", "open", false);
    assertEquals("delivered 1", bench.note());
    String query =
        "/api/v1/Case?where%5B0%5D%5Btype%5D=equals&where%5B0%5D%5Battribute%5D=cForebellKey"
            + "&where%5B0%5D%5Bvalue%5D=";
    assertEquals(1, new JsonObject(get(query + "INC-ACME-2026-1").body()).getInteger("total"));
    assertEquals(0, new JsonObject(get(query + "INC-ACME-2026-2").body()).getInteger("total"));
  }

  @Test
  void aRepeatedCreateMakesNoSecondCaseAndHostileTextStaysText() throws Exception {
    String body = "{\"name\":\"<script>alert(1)</script>\",\"status\":\"\\\"><img src=x>\"}";
    assertEquals(post(body, "k-1").body(), post(body, "k-1").body());
    assertEquals(1, new JsonObject(get("/api/v1/Case").body()).getInteger("total"));
    HttpResponse<String> page = get("/");
    assertFalse(page.body().contains("<script"), page.body());
    assertFalse(page.body().contains("<img"), page.body());
    assertTrue(page.body().contains("&lt;script&gt;alert(1)"), page.body());
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; style-src 'self'"), policy);
    assertTrue(get("/desk.css").body().contains("--paper"));
  }

  @Test
  void mistakesAreAnsweredAsSuch() throws Exception {
    assertEquals(400, post("{\"name\":\"\"}", "").statusCode());
    assertEquals(400, post("no json", "").statusCode());
    assertEquals(404, get("/api/v1/Case/none").statusCode());
    assertEquals(413, post("{\"name\":\"" + "x".repeat(400_000) + "\"}", "").statusCode());
  }

  private void send(long number, String name, String state, boolean emergency) {
    String object =
        String.format(
            Locale.ROOT,
            "{\"event\":\"%s\",\"by\":\"system\",\"incident\":{\"id\":\"%s\",\"host\":\"web-1\","
                + "\"state\":\"%s\",\"emergency\":%b}}",
            name,
            incident(1),
            state,
            emergency);
    OutboxMessage message =
        new OutboxMessage(
            incident(1) + "-" + number + "-desk",
            "desk",
            incident(1),
            ACME,
            number,
            name,
            object,
            T0);
    bench.ledger.commit(
        new Commit(
            T0,
            List.of(event(1, number, name)),
            List.of(row(1, state)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(message)));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return exchange(HttpRequest.newBuilder(URI.create(desk.url() + path)).build());
  }

  private HttpResponse<String> post(String body, String key)
      throws IOException, InterruptedException {
    return exchange(
        HttpRequest.newBuilder(URI.create(desk.url() + "/api/v1/Case"))
            .header("Content-Type", "application/json")
            .header("webhook-id", key)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
