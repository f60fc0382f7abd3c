package dev.forebell.collector.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.collector.deliver.DeliveryResult.Accepted;
import dev.forebell.collector.deliver.DeliveryResult.Retry;
import dev.forebell.collector.port.Route;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever connects a desk reads what is wrong with its certificate, and what to do. */
final class TlsFailureIT {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path dir;
  private Vertx vertx;
  private WebhookSender sender;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    sender =
        new WebhookSender(
            vertx,
            InstantSource.system(),
            host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})));
  }

  @AfterEach
  void stop() {
    sender.close();
    Await.done(vertx.close());
  }

  private static X509Bundle house() throws Exception {
    return dated("CN=house", Instant.now().plus(DAY))
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static X509Bundle certificate(Instant until, X509Bundle house) throws Exception {
    return dated("CN=desk.example", until).addSanDnsName("desk.example").buildIssuedBy(house);
  }

  private static CertificateBuilder dated(String subject, Instant until) {
    return new CertificateBuilder()
        .subject(subject)
        .notBefore(until.minus(DAY.multipliedBy(30)))
        .notAfter(until);
  }

  private HttpServer secure(X509Bundle certificate) {
    return listening(
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                    .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM()))));
  }

  private HttpServer listening(HttpServerOptions options) {
    return Await.done(
        vertx
            .createHttpServer(options)
            .requestHandler(request -> request.response().end("{}"))
            .listen(0, "127.0.0.1"));
  }

  private DeliveryResult ask(HttpServer server, String name, Optional<X509Bundle> authority)
      throws IOException {
    Optional<String> file = Optional.empty();
    if (authority.isPresent()) {
      Path pem =
          Files.writeString(dir.resolve("house.pem"), authority.get().getCertificatePathPEM());
      file = Optional.of(pem.toString());
    }
    return sender
        .send(
            new WebhookRequest(
                "GET",
                URI.create("https://" + name + ":" + server.actualPort() + "/"),
                new TreeMap<>(),
                Optional.empty(),
                Duration.ofSeconds(20),
                new Route(List.of("127.0.0.0/8"), Optional.empty(), file)))
        .toCompletableFuture()
        .join();
  }

  private static String reason(DeliveryResult result) {
    Retry failed = assertInstanceOf(Retry.class, result);
    assertEquals(DeliveryResult.TLS, failed.code());
    assertTrue(!failed.mayStillCome(), "nothing went out");
    return failed.detail().replaceFirst("^https://[^ ]+: ", "");
  }

  @Test
  void aStrangersCertificateSaysWhereToNameTheHousesOwnAuthority() throws Exception {
    X509Bundle house = house();
    HttpServer server = secure(certificate(Instant.now().plus(DAY), house));
    assertEquals(
        "its certificate is from no authority that is trusted here; name the house's own under"
            + " authority",
        reason(ask(server, "desk.example", Optional.empty())));
    assertInstanceOf(Accepted.class, ask(server, "desk.example", Optional.of(house)));
  }

  @Test
  void aCertificateOfAnotherNameSaysSo() throws Exception {
    X509Bundle house = house();
    HttpServer server = secure(certificate(Instant.now().plus(DAY), house));
    String said = reason(ask(server, "other.example", Optional.of(house)));
    assertTrue(said.startsWith("its certificate is for another name: No "), said);
    assertTrue(said.contains("other.example"), said);
  }

  @Test
  void anExpiredCertificateSaysSo() throws Exception {
    X509Bundle house = house();
    HttpServer server = secure(certificate(Instant.now().minus(DAY), house));
    assertEquals(
        "its certificate has expired", reason(ask(server, "desk.example", Optional.of(house))));
  }

  @Test
  void aPortWithoutTlsSaysSo() throws Exception {
    assertEquals(
        "it does not speak TLS at this port; is it http there?",
        reason(ask(listening(new HttpServerOptions()), "desk.example", Optional.empty())));
  }
}
