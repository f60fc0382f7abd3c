package dev.forebell.collector.app.command;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a running collector over HTTP. */
final class CollectorClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  /** What came back. */
  sealed interface Reply {
    /** {@code body}: a JSON object as text. */
    record Good(String body) implements Reply {}

    /** The collector said no; {@code detail} is its sentence. */
    record Refused(String detail) implements Reply {}

    /** Nothing that speaks like a collector answers there. */
    record Unreachable(String why) implements Reply {}
  }

  CollectorClient(URI base) {
    this.base = base;
  }

  Reply get(String path) {
    return send(request(path).GET());
  }

  Reply post(String path, JsonObject body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json");
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      return reply(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Reply.Unreachable(e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Unreachable("interrupted");
    }
  }

  private static Reply reply(HttpResponse<String> response) {
    try {
      JsonObject body = new JsonObject(response.body());
      return response.statusCode() < 300
          ? new Reply.Good(response.body())
          : new Reply.Refused(body.getString("detail", "HTTP " + response.statusCode()));
    } catch (DecodeException e) {
      return new Reply.Unreachable("HTTP " + response.statusCode() + " without JSON");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
