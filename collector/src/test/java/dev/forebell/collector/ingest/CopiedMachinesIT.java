package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.engine.incident.DeskFixture;
import dev.forebell.collector.port.AgentBook;
import dev.forebell.collector.port.EnrolledAgent;
import dev.forebell.collector.trust.Authority;
import dev.forebell.collector.trust.MemoryTrustStore;
import dev.forebell.collector.trust.TrustBook;
import dev.forebell.common.model.CustomerId;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.HostKind;
import dev.forebell.common.model.Lane;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.SiteId;
import dev.forebell.common.wire.Frame;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred copies of one machine start together, over real sockets. */
class CopiedMachinesIT {
  private static final int COPIES = 200;
  private static final Frame.Reject WITHDRAWN =
      new Frame.Reject(
          Frame.RejectCode.UNKNOWN_KEY, "withdrawn", Optional.of(Duration.ofSeconds(60)));
  private static final String ORIGINAL = "machine-id:original";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final RecordingSink sink = new RecordingSink();
  private final IngestCounters counters = new IngestCounters();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<TestAgent> connected = new ArrayList<>();
  private TrustBook book;
  private AgentEndpoint endpoint;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    book =
        new TrustBook(
            new MemoryTrustStore(),
            Authority.open(folder, Instant.now()),
            () -> List.of(DeskFixture.customer()),
            host -> endpoint.isLive(host),
            host -> endpoint.turnAway(host, WITHDRAWN),
            () -> new TrustBook.Address("ws://127.0.0.1/agent/v1", Optional.empty()),
            InstantSource.system());
    AgentSettings usual = AgentSettings.DEFAULT;
    AgentSettings settings =
        new AgentSettings(
            usual.wire(),
            usual.connections(),
            10_000,
            10_000,
            usual.helloWithin(),
            Duration.ofMinutes(2),
            usual.lanes(),
            usual.inboxMessages(),
            usual.queuedBytes());
    endpoint =
        new AgentEndpoint(
            vertx,
            settings,
            new ByTrust(book),
            Optional.of(book.enrolments()),
            sink,
            counters,
            InstantSource.system());
    server =
        TestAgent.await(
            vertx
                .createHttpServer(
                    AgentServerOptions.create(settings).setHost("127.0.0.1").setPort(0))
                .requestHandler(endpoint)
                .listen());
  }

  @AfterEach
  void stop() {
    endpoint.close();
    TestAgent.await(vertx.close());
  }

  /** The directory as the collector has it, without the engine behind it. */
  private record ByTrust(TrustBook book) implements AgentDirectory {
    @Override
    public Optional<AgentIdentity> byKey(Secret key) {
      return book.credentials()
          .bySecret(key)
          .map(
              agent ->
                  new AgentIdentity(
                      agent.host(),
                      agent.customer(),
                      agent.site(),
                      agent.kind(),
                      Optional.of(new AgentIdentity.Enrolled(agent.id(), "", false))));
    }

    @Override
    public Optional<AgentIdentity> byCertificate(X509Certificate certificate) {
      return Optional.empty();
    }

    private EnrolledAgent agent(AgentIdentity identity) {
      return book.agent(identity.enrolled().orElseThrow().agent()).orElseThrow();
    }

    @Override
    public boolean isSameMachine(AgentIdentity identity, Presence presence) {
      return book.isSameMachine(agent(identity), presence.machine());
    }

    @Override
    public boolean stranger(AgentIdentity identity, Presence presence) {
      return book.stranger(
              agent(identity), presence.hostName(), presence.machine(), presence.bootId())
          .allowed();
    }

    @Override
    public void connected(AgentIdentity identity, Presence presence) {
      book.connected(agent(identity), presence.hostName(), presence.machine());
    }

    @Override
    public List<String> renew(AgentIdentity identity, String publicKey, String proof) {
      return List.of();
    }
  }

  private AgentBook.NewToken token(int uses, boolean clones) {
    return book.create(
        new AgentBook.TokenOrder(
            new CustomerId("acme"),
            new SiteId("hq"),
            HostKind.DESKTOP,
            Optional.empty(),
            uses,
            Duration.ofHours(1),
            clones,
            Optional.empty(),
            Optional.empty(),
            "test"));
  }

  private int enrol(Optional<String> token, Optional<String> identity, String secret, String print)
      throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    JsonObject body =
        new JsonObject()
            .put(
                "secret_hash",
                "sha256:"
                    + HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8))))
            .put("host_name", "image")
            .put("machine", print)
            .put("boot_id", "boot of " + print);
    token.ifPresent(text -> body.put("token", text));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.actualPort() + EnrolEndpoint.PATH))
            .timeout(Duration.ofSeconds(30))
            .POST(BodyPublishers.ofString(body.encode()));
    identity.ifPresent(key -> request.header("Authorization", "Bearer " + key));
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode();
  }

  private static Frame.Hello hello(String print) {
    Instant now = Instant.now();
    return new Frame.Hello(
        Frame.VERSION,
        "claims nothing",
        "boot of " + print,
        now,
        List.of(new Frame.LaneState(Lane.LIVE, 7, 1, 0)),
        new HostFacts("image", "linux", "Debian", "amd64", 2, 1L << 32, now, "0.1.0"),
        print,
        "");
  }

  private TestAgent dial(String secret, String print) {
    TestAgent agent = TestAgent.connect(vertx, server.actualPort(), secret);
    synchronized (connected) {
      connected.add(agent);
    }
    return agent.send(hello(print));
  }

  private TestAgent original(boolean clones) throws Exception {
    AgentBook.NewToken token = token(COPIES + 1, clones);
    assertEquals(
        200, enrol(Optional.of(token.secret().reveal()), Optional.empty(), "original", ORIGINAL));
    TestAgent original = dial("original", ORIGINAL);
    assertInstanceOf(Frame.Welcome.class, original.next());
    return original;
  }

  private interface Copy {
    void comes(String print) throws Exception;
  }

  private static void together(Copy copy) throws Exception {
    try (ExecutorService machines = Executors.newFixedThreadPool(16)) {
      List<Future<?>> all = new ArrayList<>();
      for (int number = 0; number < COPIES; number++) {
        String print = "machine-id:" + number;
        all.add(
            machines.submit(
                () -> {
                  copy.comes(print);
                  return true;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static Frame.RejectCode refused(TestAgent agent) throws InterruptedException {
    return assertInstanceOf(Frame.Reject.class, agent.next()).code();
  }

  private long rejects(Frame.RejectCode code) {
    return counters.snapshot().rejected().get(code);
  }

  private void assertUntouched(TestAgent original) throws Exception {
    original.series().send(TestAgent.samples(1, Instant.now(), 0.5));
    assertInstanceOf(Frame.Ack.class, original.next(), "it never noticed");
    assertEquals(
        1,
        book.notes(10_000).stream().filter(note -> note.action().equals("agent.cloned")).count());
  }

  @Test
  void eachBecomesAHostOfItsOwnAfterOneRefusalAndTheOriginalNeverNotices() throws Exception {
    TestAgent original = original(true);
    together(
        print -> {
          assertEquals(Frame.RejectCode.CLONE, refused(dial("original", print)));
          assertEquals(
              200, enrol(Optional.empty(), Optional.of("original"), "own " + print, print));
          assertInstanceOf(Frame.Welcome.class, dial("own " + print, print).next());
        });
    assertEquals(COPIES, rejects(Frame.RejectCode.CLONE), "one each: nobody came twice");
    assertEquals(0, rejects(Frame.RejectCode.DUPLICATE));
    assertEquals(COPIES + 1, counters.snapshot().welcomed());
    assertEquals(COPIES + 1, book.agents().stream().map(EnrolledAgent::host).distinct().count());
    assertUntouched(original);
  }

  @Test
  void whereTheTokenDoesNotAllowThemEachIsSentAwayForMinutes() throws Exception {
    TestAgent original = original(false);
    together(
        print -> {
          Frame.Reject reject =
              assertInstanceOf(Frame.Reject.class, dial("original", print).next());
          assertEquals(Frame.RejectCode.QUARANTINED, reject.code());
          assertTrue(
              reject.retryAfter().orElseThrow().compareTo(Duration.ofMinutes(5)) >= 0,
              "200 that come every second would be a load");
          assertEquals(
              403, enrol(Optional.empty(), Optional.of("original"), "own " + print, print));
        });
    assertEquals(COPIES, book.strangers().size());
    assertEquals(1, book.agents().size());
    assertUntouched(original);
  }
}
