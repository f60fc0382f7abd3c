package dev.forebell.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The product, with a source's token for whatever tells it something in another protocol. */
final class WaysIn {
  static final Duration SOON = Duration.ofSeconds(60);

  private WaysIn() {}

  /**
   * Up, and its own agent heard.
   *
   * @param folder of the test
   */
  static Running up(Path folder) {
    Path config = TestConfig.quick(folder.resolve("config")).withForeignAlerts().folder();
    Running up = Running.start("up", config, folder.resolve("data"));
    Eventually.gives("first samples", SOON, () -> sampled(up));
    return up;
  }

  private static Optional<String> sampled(Running up) {
    JsonNode at = up.get("/api/v1/hosts/this-host").path("last_sampled_at");
    return Optional.of(at.asText()).filter(text -> at.isTextual());
  }

  /** Posts with the source's token. */
  static HttpResponse<String> post(URI uri, String type, String body) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(uri)
              .header("Content-Type", type)
              .header("Authorization", "Bearer " + TestConfig.SOURCE_TOKEN)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The open incident of an alert of that name. */
  static Optional<JsonNode> open(Running up, String host, String alert) {
    return incidents(up, host, alert)
        .filter(incident -> incident.path("state").asText().equals("open"))
        .findFirst();
  }

  /** How many incidents an alert of that name ever made. */
  static long all(Running up, String host, String alert) {
    return incidents(up, host, alert).count();
  }

  private static Stream<JsonNode> incidents(Running up, String host, String alert) {
    JsonNode incidents = up.get("/api/v1/incidents?host=" + host).path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .filter(incident -> incident.path("subject").asText().contains("alert.name=" + alert));
  }
}
