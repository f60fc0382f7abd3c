package dev.forebell.collector.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.forebell.collector.engine.incident.Command;
import dev.forebell.collector.engine.incident.IncidentId;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.port.CommandGate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key that was pressed on a phone comes back, as providers send it. */
class CallRouteIT {
  private static final Instant NOW = Instant.parse("2026-10-01T19:00:00Z");
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CallbackLinks links = new CallbackLinks(new byte[32], InstantSource.fixed(NOW));
  private final List<String> given = new CopyOnWriteArrayList<>();
  private CommandGate.Answer answer = new CommandGate.Answer.Done();
  private HttpServer server;
  private String token;

  @BeforeEach
  void start() {
    CommandGate gate =
        (_, incident, command, by) -> {
          given.add(incident + " " + ((Command.Acknowledge) command).comment() + " " + by);
          return CompletableFuture.completedFuture(answer);
        };
    CallRoute route = new CallRoute(links, gate);
    server =
        vertx
            .createHttpServer()
            .requestHandler(route::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    String link =
        links
            .link(
                Optional.of(URI.create("http://127.0.0.1:" + server.actualPort())),
                new IncidentId("INC-NACHT-2026-1").value(),
                "chen")
            .orElseThrow();
    token = link;
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private String post(String link, String type, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", type)
            .timeout(Duration.ofMinutes(1))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> said = client.send(request, HttpResponse.BodyHandlers.ofString());
    return said.statusCode() + " " + said.body().strip();
  }

  @Test
  void oneAcknowledgesInTheNameOfWhoWasCalled() throws Exception {
    assertEquals("200 acknowledged", post(token, FORM, "CallSid=CA1&Digits=1&From=%2B861"));
    assertEquals("200 acknowledged", post(token, JSON, "{\"call\":7,\"dtmf\":\"1\"}"));
    assertEquals("200 acknowledged", post(token + "?digits=1", JSON, "{}"));
    assertEquals("INC-NACHT-2026-1 by phone chen", given.getFirst());
    assertEquals(3, given.size());
  }

  @Test
  void anythingElseDoesNot() throws Exception {
    assertEquals("200 nothing was acknowledged", post(token, FORM, "Digits=2"));
    assertEquals("200 nothing was acknowledged", post(token, FORM, "Digits=11"));
    assertEquals("200 nothing was acknowledged", post(token, FORM, ""));
    assertEquals("200 nothing was acknowledged", post(token, JSON, "{\"status\":\"1\"}"));
    assertEquals("404 no such link, or it is too old", post(token + "A", FORM, "Digits=1"));
    HttpResponse<String> opened =
        client.send(
            HttpRequest.newBuilder(URI.create(token + "?digits=1")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(405, opened.statusCode(), "a scanner of mails opens links");
    assertEquals(List.of(), given);
  }

  @Test
  void aRefusalIsSaid() throws Exception {
    answer =
        new CommandGate.Answer.Refused(
            dev.forebell.collector.engine.Reason.ILLEGAL_IN_STATE, "closed to acknowledged");
    assertEquals("200 refused", post(token, FORM, "Digits=1"));
  }
}
