package dev.forebell.collector.intake;

import static dev.forebell.collector.intake.SentOtlp.gauge;
import static dev.forebell.collector.intake.SentOtlp.point;
import static dev.forebell.collector.intake.SentOtlp.request;
import static dev.forebell.collector.intake.SentOtlp.sum;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedInputStream;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  private HttpResponse<byte[]> post(String token, String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/metrics"))
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
}
