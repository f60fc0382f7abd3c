package dev.forebell.collector.intake;

import static dev.forebell.collector.intake.SentOtlp.gauge;
import static dev.forebell.collector.intake.SentOtlp.point;
import static dev.forebell.collector.intake.SentOtlp.request;
import static dev.forebell.collector.intake.SentOtlp.sum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
import dev.forebell.collector.port.AlertSink;
import dev.forebell.collector.port.ArrivalSink;
import dev.forebell.collector.port.Source;
import dev.forebell.collector.port.TokenHash;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostId;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.SiteId;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door over real HTTP. */
class IntakeDoorIT {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final Source SOURCE =
      new Source(
          "otel",
          new CustomerId("acme"),
          new SiteId("hq"),
          HostKind.SERVER,
          Duration.ofSeconds(10),
          10,
          TokenHash.of(new Secret("t")));
  private static final IntakeLimits LIMITS = new IntakeLimits(20_000, 40_000, 100, 200, 16, 200);

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final IntakeCounters counters = new IntakeCounters();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private IntakeDoor door;
  private HttpServer server;

  @BeforeEach
  void open() {
    door =
        new IntakeDoor(
            vertx,
            token -> Optional.of(SOURCE).filter(source -> source.token().isOf(token)),
            sink(),
            new Desk(),
            counters,
            LIMITS,
            InstantSource.system());
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (!door.serves(request)) {
                    var _ = request.response().setStatusCode(404).end();
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    door.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private ArrivalSink sink() {
    return new ArrivalSink() {
      @Override
      public Admission admit(Source source, HostId name) {
        return name.value().equals("foreign") ? Admission.FOREIGN : Admission.ADMITTED;
      }

      @Override
      public CompletionStage<Boolean> arrived(
          Source source, HostId host, Instant sampledAt, List<Sample> samples) {
        told.add(host + " " + samples.size());
        return CompletableFuture.completedFuture(true);
      }
    };
  }

  /** Writes down what is said; a new host is there the second time. */
  private final class Desk implements AlertSink {
    private final Set<HostId> known = ConcurrentHashMap.newKeySet();

    @Override
    public Optional<HostId> place(Source source, Optional<HostId> named) {
      HostId own = new HostId(source.id());
      return Optional.of(named.filter(host -> !host.value().equals("foreign")).orElse(own));
    }

    @Override
    public CompletionStage<Boolean> reported(HostId host, List<Sample> samples) {
      if (known.add(host)) {
        return CompletableFuture.completedStage(false);
      }
      samples.forEach(sample -> told.add(host + " " + sample.series() + " " + sample.reading()));
      return CompletableFuture.completedStage(true);
    }
  }

  private HttpResponse<byte[]> post(String token, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return post("/v1/metrics", token, type, body, headers);
  }

  private HttpResponse<byte[]> post(
      String path, String token, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void scrapersOfOneRoundAreOneBatch() throws Exception {
    byte[] body =
        request(
                "web-1",
                gauge("system.cpu.load_average.1m", point(10_000).setAsDouble(1)),
                gauge("system.cpu.load_average.5m", point(10_013).setAsDouble(1)),
                gauge("system.uptime", point(10_450).setAsDouble(1)))
            .toByteArray();
    HttpResponse<byte[]> answer = post("t", PROTOBUF, gzip(body), "Content-Encoding", "gzip");
    assertEquals(200, answer.statusCode());
    assertEquals(PROTOBUF, answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        ExportMetricsServiceResponse.getDefaultInstance(),
        ExportMetricsServiceResponse.parseFrom(answer.body()));
    assertEquals("web-1 3", told.poll(20, TimeUnit.SECONDS));
  }

  @Test
  void whatIsNotTakenIsSaidAsPartialSuccess() throws Exception {
    byte[] body =
        request("", gauge("system.uptime", point(1).setAsDouble(1)), sum("app.n", point(1)))
            .toByteArray();
    HttpResponse<byte[]> answer = post("t", PROTOBUF, body);
    assertEquals(200, answer.statusCode());
    var partial = ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertEquals(1, partial.getRejectedDataPoints());
    assertTrue(partial.getErrorMessage().contains("host.name"), partial.getErrorMessage());
  }

  @Test
  void jsonIsAnsweredInJson() throws Exception {
    String foreign =
        """
        {"resourceMetrics": [{"resource": {"attributes": [{"key": "host.name", "value": {"stringValue": "foreign"}}]},
          "scopeMetrics": [{"metrics": [{"name": "system.uptime", "gauge": {"dataPoints": [{"timeUnixNano": "1", "asInt": "1"}]}}]}]}]}
        """;
    HttpResponse<byte[]> answer = post("t", JSON, foreign.getBytes(UTF_8));
    assertEquals(JSON, answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        "{\"partialSuccess\":{\"rejectedDataPoints\":\"1\","
            + "\"errorMessage\":\"host 'foreign' is not of this source\"}}",
        new String(answer.body(), UTF_8));
    assertEquals("{}", new String(post("t", JSON, "{}".getBytes(UTF_8)).body(), UTF_8));
    HttpResponse<byte[]> bad = post("t", JSON, "{".getBytes(UTF_8));
    assertEquals(400, bad.statusCode());
    assertTrue(new String(bad.body(), UTF_8).startsWith("{\"code\":3,\"message\":\"not an"));
  }

  @Test
  void whatCannotBeReadIsRefusedWithAStatusMessage() throws Exception {
    HttpResponse<byte[]> bad = post("t", PROTOBUF, new byte[] {10, 5, 1});
    assertEquals(400, bad.statusCode());
    CodedInputStream status = CodedInputStream.newInstance(bad.body());
    assertEquals(1, status.readTag() >> 3);
    assertEquals(3, status.readInt32());
    assertEquals(415, post("t", "text/plain", new byte[0]).statusCode());
    assertEquals(415, post("t", JSON, new byte[0], "Content-Encoding", "br").statusCode());
    assertEquals(401, post("other", PROTOBUF, new byte[0]).statusCode());
    assertEquals(1, counters.of(IntakeCounters.Count.UNKNOWN_TOKEN));
  }

  @Test
  void aBombIsGivenUpAtTheLimit() throws Exception {
    byte[] zeros = new byte[5_000_000];
    byte[] bomb = gzip(zeros);
    assertTrue(bomb.length < LIMITS.bodyBytes());
    assertEquals(413, post("t", PROTOBUF, bomb, "Content-Encoding", "gzip").statusCode());
    assertEquals(413, post("t", PROTOBUF, zeros).statusCode());
  }

  private String alert(String path, String body) throws Exception {
    HttpResponse<byte[]> answer = post(path, "t", JSON, body.getBytes(UTF_8));
    return answer.statusCode() + " " + new String(answer.body(), UTF_8).strip();
  }

  @Test
  void alertsGoToTheHostsThatTheyNameAndTheRestToTheSourceItself() throws Exception {
    String answer =
        alert(
            "/api/v1/alertmanager",
            """
            {"version": "4", "groupKey": "{}", "truncatedAlerts": 3, "status": "firing", "receiver": "forebell",
             "groupLabels": {"alertname": "DiskFull"}, "commonAnnotations": {}, "newMember": [{}],
             "alerts": [
               {"status": "firing", "fingerprint": "aa11", "endsAt": "0001-01-01T00:00:00Z", "annotations": {"summary": "s"},
                "labels": {"alertname": "DiskFull", "instance": "web-1:9100", "severity": "page", "mountpoint": "/data", "job": "node"}},
               {"status": "resolved", "fingerprint": "bb22", "labels": {"alertname": "Slow", "instance": "https://shop.example.com/x", "severity": "info"}},
               {"status": "firing", "labels": {"alertname": "Watchdog", "severity": "none"}},
               {"status": "firing", "fingerprint": "cc33", "labels": {"alertname": "Odd", "host": "foreign"}}]}
            """);
    assertEquals("200 4 alerts taken, 3 left out by the sender (max_alerts)", answer);
    assertEquals(3, counters.of(IntakeCounters.Count.ALERTS_TRUNCATED));
    assertEquals(4, counters.of(IntakeCounters.Count.ALERTS));
    SortedSet<String> said = new TreeSet<>(told);
    List<String> expected =
        List.of(
            "otel forebell.alert.level{alert.host=foreign,alert.id=cc33,alert.name=Odd,"
                + "alert.source=otel} Value[value=2.0]",
            "otel forebell.alert.level{alert.id=",
            "shop.example.com forebell.alert.level{alert.id=bb22,alert.name=Slow,alert.source=otel}"
                + " Value[value=0.0]",
            "web-1 forebell.alert.level{alert.detail=mountpoint\\=/data,alert.id=aa11,"
                + "alert.name=DiskFull,alert.source=otel} Value[value=3.0]");
    assertEquals(expected.size(), said.size(), said.toString());
    for (String one : expected) {
      assertTrue(said.stream().anyMatch(line -> line.startsWith(one)), one + " is not in " + said);
    }
  }

  @Test
  void anotherVersionOrNoAlertmanagerAtAllIsRefused() throws Exception {
    assertEquals(
        "400 a notification of Alertmanager of version 4 was expected, not '3'",
        alert("/api/v1/alertmanager", "{\"version\": \"3\", \"alerts\": []}"));
    assertTrue(alert("/api/v1/alertmanager", "[]").startsWith("400 in JSON, "));
    assertEquals(
        "400 an alert has over 16 labels or a label of over 200 characters",
        alert(
            "/api/v1/alertmanager",
            "{\"version\": \"4\", \"alerts\": [{\"labels\": {\"a\": \""
                + "x".repeat(201)
                + "\"}}]}"));
  }

  @Test
  void aProblemOfZabbixIsKnownByItsTrigger() throws Exception {
    String problem =
        """
        {"version": 1, "status": "%s", "event_id": "77", "trigger_id": "4711", "trigger": "Disk full",
         "host": "%s", "severity": "5", "tags": [{"tag": "scope", "value": "capacity"}, {"tag": "noc"}]}
        """;
    assertEquals("200 taken", alert("/api/v1/zabbix", problem.formatted("problem", "web-1")));
    assertEquals("200 taken", alert("/api/v1/zabbix", problem.formatted("recovery", "Web 1")));
    assertEquals(
        List.of(
            "web-1 forebell.alert.level{alert.detail=noc scope\\=capacity,alert.id=4711,"
                + "alert.name=Disk full,alert.source=otel} Value[value=3.0]",
            "otel forebell.alert.level{alert.detail=host\\=Web 1 noc"
                + " scope\\=capacity,alert.id=4711,alert.name=Disk full,alert.source=otel}"
                + " Value[value=0.0]"),
        List.copyOf(told));
    assertEquals(
        "400 'status' must be problem or recovery, not 'x'",
        alert("/api/v1/zabbix", problem.formatted("x", "web-1")));
    assertEquals(
        "400 'trigger_id' is missing in a message of Forebell's media type for Zabbix",
        alert(
            "/api/v1/zabbix",
            "{\"version\": 1, \"status\": \"problem\", \"host\": \"w\", \"trigger\": \"t\"}"));
  }
}
