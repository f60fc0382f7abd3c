package dev.forebell.collector.deliver;

import static dev.forebell.collector.ledger.LedgerSamples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.forebell.collector.deliver.AdapterBench.Story;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.port.IncidentRow;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.WebhookEndpoint;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped adapter and a real Alertmanager. */
class AlertmanagerIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private Process process;
  private int port;

  @BeforeEach
  void start() throws IOException {
    port = freePort();
    begin();
  }

  private void begin() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("alertmanager.yml"),
            "route: {receiver: none}\nreceivers: [{name: none}]");
    process =
        new ProcessBuilder(
                program().toString(),
                "--config.file=" + file,
                "--storage.path=" + folder.resolve("store"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    eventually("Alertmanager to answer", () -> get("/-/ready").isPresent());
  }

  private static Path program() {
    Path program = Path.of("/usr/bin/prometheus-alertmanager");
    String line = "Alertmanager is not installed; Debian package: prometheus-alertmanager";
    if (!Files.isExecutable(program) && "true".equals(System.getenv("CI"))) {
      fail(line);
    }
    assumeTrue(Files.isExecutable(program), line);
    return program;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void eventually(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!holds.getAsBoolean()) {
      assertTrue(System.nanoTime() - end < 0, "waited for " + what);
      try {
        assertFalse(process.waitFor(100, TimeUnit.MILLISECONDS), "Alertmanager ended");
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void end() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS), "Alertmanager does not end");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (process != null) {
      end();
    }
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Optional<String> get(String path) {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private WebhookEndpoint endpoint() {
    return AdapterBench.read(
        folder.resolve("config"),
        "alertmanager",
        """
        webhook:
          id: desk
          url: http://127.0.0.1:%d
          allow: [127.0.0.0/8]
          adapter: alertmanager
          vars: {labels: {team: ops}}
        """
            .formatted(port));
  }

  private static String event(String name, boolean emergency) {
    return """
    {"event": "%s", "number": 1, "by": "system", "clock": null, "incident": {"id": "INC-ACME-2026-1", "customer": "acme",
     "site": "hq", "host": "web-1", "rule": "host_down", "subject": "", "means": "outage", "severity": "critical",
     "emergency": %b, "parent": null, "state": "open", "began_at": "%s", "evidence": {"text": "nothing heard"}}}
    """
        .formatted(name, emergency, Instant.now().minusSeconds(60));
  }

  private void send(WebhookSender sender, WebhookEndpoint endpoint, String event) {
    WebhookTrial.Outcome outcome =
        new WebhookTrial(endpoint, sender, TicketFacts.NONE, InstantSource.system())
            .run(
                event,
                event.contains("opened") ? Optional.empty() : Optional.of("-"),
                Optional.empty());
    assertEquals(Optional.empty(), outcome.failure(), outcome.lines().toString());
  }

  /** Severities of the alerts that fire. */
  private List<String> firing() {
    try {
      List<String> firing = new ArrayList<>();
      for (JsonNode alert : JSON.readTree(get("/api/v2/alerts?active=true").orElse("[]"))) {
        JsonNode labels = alert.path("labels");
        firing.add(
            String.join(
                " ",
                labels.path("alertname").asText(),
                labels.path("instance").asText(),
                labels.path("severity").asText(),
                labels.path("team").asText()));
      }
      return firing;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anIncidentFiresWithItsSeverityAndEndsWhenItIsOver() {
    WebhookEndpoint endpoint = endpoint();
    try (WebhookSender sender = new WebhookSender(vertx, InstantSource.system())) {
      send(sender, endpoint, event("incident.opened", false));
      eventually("one alert", () -> firing().equals(List.of("host_down web-1 critical ops")));
      send(sender, endpoint, event("incident.promoted", true));
      eventually(
          "the emergency alone", () -> firing().equals(List.of("host_down web-1 emergency ops")));
      send(sender, endpoint, event("incident.resolved", true));
      eventually("silence", () -> firing().isEmpty());
    }
  }

  // Its incident began lately: Alertmanager has the time of day, not the bench's.
  private static Commit lately(Commit commit) {
    OutboxMessage message = commit.outbox().getFirst();
    String object = lately(message.object());
    return new Commit(
        commit.recordedAt(),
        commit.events(),
        commit.incidents(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new OutboxMessage(
                message.webhookId(),
                message.endpoint(),
                message.incident(),
                message.customer(),
                message.eventNumber(),
                message.event(),
                object,
                message.notBefore())));
  }

  private static String lately(String object) {
    return object.replace("2026-11-21T08:59:00.000Z", Instant.now().minusSeconds(60).toString());
  }

  @Test
  void whatIsOpenIsToldAgainUntilItIsOver() throws Exception {
    Story story = Story.of(1);
    try (DeliveryBench bench = new DeliveryBench(vertx, folder.resolve("data"))) {
      bench.advance(Duration.between(bench.clock().instant(), Instant.now()));
      bench.with(endpoint()).start();
      bench.ledger.commit(lately(story.event(1, "incident.opened")));
      bench.open.add(open(story));
      eventually("one alert", () -> firing().equals(List.of("host_down web-1 critical ops")));
      // Nothing that was not told before, and nothing that a message still waits for.
      bench.open.add(open(Story.of(2)));
      end();
      begin();
      assertEquals(List.of(), firing(), "a new Alertmanager knows nothing");
      bench.advance(Duration.ofSeconds(61));
      eventually("it again", () -> firing().equals(List.of("host_down web-1 critical ops")));
      bench.advance(Duration.ofSeconds(-61));
      bench.ledger.commit(lately(story.in("resolved").event(2, "incident.resolved")));
      bench.open.clear();
      eventually("silence", () -> firing().isEmpty());
    }
  }

  private static IncidentRow open(Story story) {
    IncidentRow row = row(story.n(), "open");
    return new IncidentRow(
        row.id(),
        row.customer(),
        row.state(),
        row.severity(),
        row.means(),
        row.emergency(),
        row.host(),
        row.rule(),
        row.detectedAt(),
        row.changedAt(),
        lately(story.incidentObject().encode()));
  }
}
