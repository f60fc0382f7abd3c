package dev.forebell.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dead letters over a real port: listed, explained, replayed. */
class DeadLetterApiIT {
  private final Http http = new Http();
  private WebFixture web;

  @BeforeEach
  void start() {
    web = WebFixture.start();
  }

  @AfterEach
  void stop() {
    http.close();
    web.close();
  }

  private static void isUnknown(HttpResponse<String> answer) {
    assertEquals(404, answer.statusCode(), answer.body());
    assertEquals("no_such_dead_letter", Http.json(answer).getString("reason"));
  }

  @Test
  void deadLettersAreListedAndReplayed() throws Exception {
    JsonObject letter =
        Http.json(http.get(web.uri("/api/v1/dead-letters")))
            .getJsonArray("dead_letters")
            .getJsonObject(0);
    assertEquals("http_403: no right", letter.getString("last_reason"));
    assertEquals("http_403", letter.getString("code"));
    assertTrue(letter.getString("explanation").contains("may not do this"), letter.encode());
    assertEquals(1, letters("?endpoint=desk&code=http_403").size());
    assertEquals(0, letters("?endpoint=chat").size());
    JsonObject whole = Http.json(http.get(web.uri("/api/v1/dead-letters/7")));
    assertEquals("2026-11-21T09:00:00Z", whole.getString("given_up_at"));
    assertEquals("incident.opened", whole.getJsonObject("object").getString("event"));
    isUnknown(http.get(web.uri("/api/v1/dead-letters/8")));
    assertEquals(1, replayed("/7", new JsonObject()));
    isUnknown(http.post(web.uri("/api/v1/dead-letters/8/replay"), new JsonObject()));
  }

  @Test
  void deadLettersAreReplayedTogetherOnlyWhenItIsSaidWhich() throws Exception {
    assertEquals(1, replayed("", new JsonObject().put("all", true)));
    assertEquals(1, replayed("", new JsonObject().put("endpoint", "desk")));
    assertEquals(0, replayed("", new JsonObject().put("code", "timeout")));
    for (JsonObject bad :
        List.of(
            new JsonObject(),
            new JsonObject().put("all", false),
            new JsonObject().put("endpiont", "desk"))) {
      assertEquals(
          400, http.post(web.uri("/api/v1/dead-letters/replay"), bad).statusCode(), bad.encode());
    }
  }

  private JsonArray letters(String query) throws Exception {
    return Http.json(http.get(web.uri("/api/v1/dead-letters" + query)))
        .getJsonArray("dead_letters");
  }

  private int replayed(String which, JsonObject body) throws Exception {
    return Http.json(http.post(web.uri("/api/v1/dead-letters" + which + "/replay"), body))
        .getInteger("replayed");
  }
}
