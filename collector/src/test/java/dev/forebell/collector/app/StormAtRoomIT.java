package dev.forebell.collector.app;

import static dev.forebell.collector.ledger.LedgerSamples.ACME;
import static dev.forebell.collector.ledger.LedgerSamples.T0;
import static dev.forebell.collector.ledger.LedgerSamples.event;
import static dev.forebell.collector.ledger.LedgerSamples.incident;
import static dev.forebell.collector.ledger.LedgerSamples.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.config.Configuration;
import dev.forebell.collector.config.ConfigurationFiles;
import dev.forebell.collector.config.Loaded;
import dev.forebell.collector.deliver.DeliveryCounters;
import dev.forebell.collector.deliver.DeliveryLoop;
import dev.forebell.collector.deliver.DeliveryParts;
import dev.forebell.collector.deliver.WebhookSender;
import dev.forebell.collector.ledger.Commit;
import dev.forebell.collector.ledger.DataFolder;
import dev.forebell.collector.ledger.SqlLedger;
import dev.forebell.collector.notify.CallbackLinks;
import dev.forebell.collector.notify.PeopleChannels;
import dev.forebell.collector.port.CommandGate;
import dev.forebell.collector.port.Outbox.Pending;
import dev.forebell.collector.port.OutboxMessage;
import dev.forebell.collector.port.PeopleSender;
import dev.forebell.common.config.Secrets;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred alarms in one minute for a room of WeCom that takes twenty messages a minute, by a
 * proxy that wants a password, to a server whose certificate only the house's authority vouches
 * for. Configuration files, outbox, delivery, HTTP and TLS are the product's; the clock is the
 * test's.
 */
class StormAtRoomIT {
  private static final int ALARMS = 200;
  private static final int PER_MINUTE = 20;
  private static final Pattern MANY = Pattern.compile("(\\d+) messages at once");

  private static final class Room {
    private final List<Instant> taken = new ArrayList<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private int refused;
  }

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Instant> now = new AtomicReference<>(T0);
  private final Room room = new Room();
  private HttpServer server;
  private ConnectProxy proxy;
  private DataFolder data;
  private SqlLedger ledger;
  private WebhookSender sender;

  @BeforeEach
  void start() throws Exception {
    X509Bundle certificate =
        new CertificateBuilder()
            .subject("CN=chat.example")
            .addSanDnsName("chat.example")
            .notBefore(Instant.now().minus(1, ChronoUnit.DAYS))
            .notAfter(Instant.now().plus(1, ChronoUnit.DAYS))
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.createDirectories(folder.resolve("people"));
    Files.createDirectories(folder.resolve("webhooks"));
    Files.writeString(folder.resolve("house.pem"), certificate.getCertificatePathPEM());
    HttpServerOptions options = new HttpServerOptions();
    options.setSsl(true);
    options.setKeyCertOptions(
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
            .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM())));
    server = vertx.createHttpServer(options).requestHandler(this::hear);
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    proxy = new ConnectProxy(vertx, server.actualPort(), "forebell:s3cret");
    data = DataFolder.claim(folder.resolve("data"), T0);
    ledger = SqlLedger.open(data);
    ledger.load();
    sender = new WebhookSender(vertx, now::get);
  }

  @AfterEach
  void stop() {
    sender.close();
    ledger.close();
    data.close();
    proxy.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** WeCom's bot: more than twenty in any minute are refused, with status 200. */
  private void hear(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              if (request.path().startsWith("/desk")) {
                room.said.add(request.path());
                request.response().end("{}");
                return;
              }
              Instant at = now.get();
              room.taken.removeIf(one -> !one.isAfter(at.minusSeconds(60)));
              boolean takes = room.taken.size() < PER_MINUTE;
              if (takes) {
                room.taken.add(at);
                room.said.add(body.toJsonObject().getJsonObject("markdown").getString("content"));
              } else {
                room.refused++;
              }
              request.response().end(new JsonObject().put("errcode", takes ? 0 : 45009).encode());
            });
  }

  private Configuration configured(String login, String authority) throws Exception {
    Files.writeString(
        folder.resolve("people").resolve("people.yaml"),
        """
        channels:
          - id: room
            kind: wecom
            url: "https://chat.example/cgi-bin/webhook/send?key=K"
            proxy: "http://%s@127.0.0.1:%d"
            %s
        """
            .formatted(login, proxy.port(), authority));
    Files.writeString(
        folder.resolve("webhooks").resolve("desk.yaml"),
        """
        webhook:
          id: desk
          url: "https://chat.example/desk"
          proxy: "http://%s@127.0.0.1:%d"
          %s
        """
            .formatted(login, proxy.port(), authority));
    return switch (ConfigurationFiles.load(folder, new Secrets(_ -> Optional.empty(), folder))) {
      case Loaded.Ok ok -> ok.configuration();
      case Loaded.Bad bad -> throw new AssertionError(bad.errors().toString());
    };
  }

  private DeliveryLoop delivery(Configuration configuration) {
    return new DeliveryLoop(
        new DeliveryParts(
            ledger.outbox(),
            (_, _, _, _) -> CompletableFuture.completedFuture(new CommandGate.Answer.Done()),
            configuration::webhooks,
            sender,
            now::get,
            () -> 0.5,
            new DeliveryCounters()),
        people(configuration));
  }

  private PeopleChannels people(Configuration configuration) {
    return new PeopleChannels(
        configuration::people,
        new SenderCaller(sender),
        now::get,
        new CallbackLinks(new byte[32], now::get));
  }

  private void alarm(long n) {
    alarm(n, "people:room");
  }

  private void alarm(long n, String endpoint) {
    JsonObject object =
        new JsonObject()
            .put("at", T0.toString())
            .put("event", "incident.notified")
            .put("number", 2)
            .put("by", "system")
            .put(
                "incident",
                new JsonObject()
                    .put("id", incident(n).value())
                    .put("customer", "acme")
                    .put("host", "web-" + n)
                    .put("rule", "host_down")
                    .put("severity", "critical")
                    .put("means", "outage")
                    .put("state", "open")
                    .put("began_at", T0.toString())
                    .put("evidence", new JsonObject().put("text", "silent")));
    ledger.commit(
        new Commit(
            T0,
            List.of(event(n, 1, "incident.notified")),
            List.of(row(n, "open")),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new OutboxMessage(
                    incident(n) + "-2-" + endpoint,
                    endpoint,
                    incident(n),
                    ACME,
                    2,
                    "incident.notified",
                    object.encode(),
                    T0))));
  }

  /** What was said until nothing more comes for a while. */
  private void listen(List<String> said) throws InterruptedException {
    Optional<String> next = Optional.ofNullable(room.said.poll(20, TimeUnit.SECONDS));
    while (next.isPresent()) {
      said.add(next.get());
      next = Optional.ofNullable(room.said.poll(2, TimeUnit.SECONDS));
    }
  }

  /** A try that took too long on a busy machine is repeated by the clock, which only moves here. */
  private Optional<String> next() throws InterruptedException {
    Optional<String> next = Optional.empty();
    for (int i = 0; i < 12 && next.isEmpty(); i++) {
      next = Optional.ofNullable(room.said.poll(10, TimeUnit.SECONDS));
      now.updateAndGet(at -> at.plusSeconds(20));
    }
    return next;
  }

  @Test
  void aRoomHearsOfEveryAlarmAndIsNeverAskedForMoreThanItTakes() throws Exception {
    List<String> said = new ArrayList<>();
    int minutes = 0;
    try (DeliveryLoop loop = delivery(configured("forebell:s3cret", "authority: house.pem"))) {
      loop.start();
      for (int n = 1; n < ALARMS; n++) {
        alarm(n);
      }
      listen(said);
      // The minute is over; one more alarm wakes the loop.
      now.updateAndGet(at -> at.plusSeconds(61));
      alarm(ALARMS);
      while (!ledger.outbox().backlog().isEmpty()) {
        listen(said);
        now.updateAndGet(at -> at.plusSeconds(61));
        minutes++;
        assertTrue(minutes < 3, "it takes too long: " + said);
      }
    }
    assertEquals(0, room.refused, "a bot that is asked for too much keeps quiet for minutes");
    assertEquals(ALARMS, said.stream().mapToInt(StormAtRoomIT::alarms).sum(), said.toString());
    assertTrue(said.size() <= PER_MINUTE + 2, said.size() + " messages");
    assertEquals(List.of("chat.example:443 200"), proxy.asked().stream().distinct().toList());
  }

  @Test
  void aWebhookGoesTheSameWay() throws Exception {
    alarm(1, "desk");
    try (DeliveryLoop loop = delivery(configured("forebell:s3cret", "authority: house.pem"))) {
      loop.start();
      assertEquals(Optional.of("/desk"), next());
    }
    assertEquals(List.of("chat.example:443 200"), proxy.asked().stream().distinct().toList());
  }

  private static int alarms(String text) {
    Matcher digest = MANY.matcher(text);
    return digest.find() ? Integer.parseInt(digest.group(1)) : 1;
  }

  @Test
  void aProxyThatDoesNotKnowUsAndAServerThatNobodyVouchesForGetNothing() throws Exception {
    alarm(1);
    Pending alarm = ledger.outbox().oldest("people:room", incident(1)).orElseThrow();
    for (Configuration wrong :
        List.of(
            configured("forebell:wrong", "authority: house.pem"),
            configured("forebell:s3cret", ""))) {
      PeopleSender.Answer answer =
          people(wrong).send(List.of(alarm)).toCompletableFuture().get(1, TimeUnit.MINUTES);
      PeopleSender.Answer.Later later =
          assertInstanceOf(PeopleSender.Answer.Later.class, answer, answer.toString());
      assertFalse(later.detail().contains("s3cret") || later.detail().contains("key=K"));
    }
    assertEquals(List.of("chat.example:443 407", "chat.example:443 200"), proxy.asked());
    assertEquals(0, room.said.size());
  }
}
