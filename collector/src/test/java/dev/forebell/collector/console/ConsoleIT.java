package dev.forebell.collector.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.api.WebFixture;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The page over a real server. */
class ConsoleIT {
  @Test
  void everyPartThatThePageNamesIsServedUnderTheStrictPolicy() throws Exception {
    try (WebFixture web = ConsoleFixture.start(0);
        HttpClient http = HttpClient.newHttpClient()) {
      for (String name : PageSource.parts()) {
        String path = name.equals("index.html") ? "/" : "/console/" + name;
        HttpResponse<String> answer = get(http, web, path, "");
        assertEquals(200, answer.statusCode(), path);
        assertEquals(PageSource.read(name), answer.body());
        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"));
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertEquals(304, get(http, web, path, tag).statusCode());
      }
    }
  }

  @Test
  void textsAndSettingsAreServed() throws Exception {
    try (WebFixture web = ConsoleFixture.start(0);
        HttpClient http = HttpClient.newHttpClient()) {
      JsonObject texts = new JsonObject(get(http, web, "/console/texts.json", "").body());
      assertEquals("en", texts.getString("language"));
      assertEquals("Acknowledge", texts.getJsonObject("texts").getString("action.acknowledge"));
      JsonObject settings = new JsonObject(get(http, web, "/console/settings.json", "").body());
      assertEquals("http://127.0.0.1:9/desk", settings.getString("demo_desk"));
    }
  }

  private static HttpResponse<String> get(
      HttpClient http, WebFixture web, String path, String knownTag) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(web.uri(path)).header("Accept-Language", "xx,en;q=0.5");
    if (!knownTag.isEmpty()) {
      request.header("If-None-Match", knownTag);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
