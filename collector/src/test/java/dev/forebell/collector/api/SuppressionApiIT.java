package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.customer.Glob;
import dev.forebell.collector.engine.customer.Matcher;
import dev.forebell.collector.engine.customer.Silence;
import dev.forebell.collector.port.SuppressionDesk.Entry;
import dev.forebell.collector.port.SuppressionDesk.Listed;
import dev.forebell.collector.port.SuppressionDesk.Order;
import dev.forebell.collector.port.SuppressionDesk.Word;
import dev.forebell.common.model.CustomerId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SuppressionApiIT {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private final WebFixture web = WebFixture.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    http.close();
    web.close();
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(web.uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aSilenceIsGivenWithItsMatchers() throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/v1/silences",
            """
            {"customer":"acme","match":{"rule":["disk-*"],"host":["vdi-*","!vdi-02"],
             "labels":{"rack":["a"]}},"until":"2026-11-22T00:00:00+01:00","by":"anna"}
            """);
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("S-1", new JsonObject(answer.body()).getString("id"));
    Order.GiveSilence given = (Order.GiveSilence) web.suppressions.orders().getFirst();
    assertEquals(
        List.of(
            Matcher.of(Matcher.Field.RULE, List.of(new Glob("disk-*"))),
            Matcher.of(Matcher.Field.HOST, List.of(new Glob("vdi-*"), new Glob("!vdi-02"))),
            new Matcher(Matcher.Field.LABEL, "rack", List.of(new Glob("a")))),
        given.matchers());
    assertEquals(Instant.parse("2026-11-21T23:00:00Z"), given.until());
  }

  @Test
  void aSilenceWithoutAnEndOrWithoutAMatcherIsRefused() throws Exception {
    assertEquals(
        400,
        post("/api/v1/silences", "{\"customer\":\"acme\",\"match\":{},\"by\":\"a\"}").statusCode());
    HttpResponse<String> everything =
        post(
            "/api/v1/silences",
            "{\"customer\":\"acme\",\"match\":{},\"until\":\"2026-11-22T00:00:00Z\",\"by\":\"a\"}");
    assertEquals(422, everything.statusCode());
    assertTrue(everything.body().contains("matches everything"), everything.body());
  }

  @Test
  void whatCannotBeEndedIsAnsweredWithTheReason() throws Exception {
    HttpResponse<String> answer = post("/api/v1/maintenance/M-9/end", "{\"by\":\"anna\"}");
    assertEquals(409, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("nothing of that name was given"), answer.body());
  }

  @Test
  void theListTellsWhatIsOverAndWhoGaveIt() throws Exception {
    Silence silence =
        new Silence(
            "S-1",
            List.of(Matcher.of(Matcher.Field.RULE, List.of(new Glob("x")))),
            FROM,
            FROM.plusSeconds(60),
            "why",
            "anna");
    web.suppressions.lists(
        List.of(
            new Listed(
                new CustomerId("acme"),
                new Entry.Quiet(silence),
                List.of(new Word(FROM, "anna", "given")))));
    String body =
        http.send(
                HttpRequest.newBuilder(web.uri("/api/v1/silences?customer=acme")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    JsonObject one = new JsonObject(body).getJsonArray("silences").getJsonObject(0);
    assertEquals("over", one.getString("state"));
    assertEquals("given", one.getString("source"));
    assertEquals("anna", one.getJsonArray("changes").getJsonObject(0).getString("by"));
    assertEquals("x", one.getJsonObject("match").getJsonArray("rule").getString(0));
  }
}
