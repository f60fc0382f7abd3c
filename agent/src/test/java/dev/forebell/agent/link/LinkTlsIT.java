package dev.forebell.agent.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.forebell.agent.spool.SendQueue;
import dev.forebell.agent.spool.Storage;
import dev.forebell.common.model.HostFacts;
import dev.forebell.common.model.Sample;
import dev.forebell.common.model.Secret;
import dev.forebell.common.model.SeriesKey;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.WireLimits;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which TLS to a collector can be wrong, with real certificates and sockets. */
class LinkTlsIT {
  private static final HostFacts FACTS =
      new HostFacts("h", "linux", "Debian", "amd64", 2, 1, Instant.EPOCH, "0.1.0");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path dir;

  private final X509Bundle authority;

  LinkTlsIT() throws Exception {
    authority = authority("CN=authority");
  }

  private static X509Bundle authority(String name) throws Exception {
    return new CertificateBuilder()
        .ecp256()
        .subject(name)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static CertificateBuilder server() {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=collector")
        .addSanDnsName("localhost")
        .addExtendedKeyUsageServerAuth();
  }

  private SslContextBuilder shows(CertificateBuilder certificate) throws Exception {
    X509Bundle bundle = certificate.buildIssuedBy(authority);
    return SslContextBuilder.forServer(
        bundle.getKeyPair().getPrivate(), bundle.getCertificatePathWithRoot());
  }

  private CollectorTrust pinned(X509Bundle bundle) throws Exception {
    return new CollectorTrust(
        Optional.empty(), Optional.of(PinnedTrust.fingerprint(bundle.getRootCertificate())));
  }

  private static LinkSettings to(int port, LinkIdentity identity, CollectorTrust trust) {
    return new LinkSettings(
        URI.create("wss://localhost:" + port + "/agent/v1"),
        identity,
        "h",
        "b",
        "",
        trust,
        Optional.empty(),
        WireLimits.DEFAULT);
  }

  private static final LinkIdentity KEY = new LinkIdentity.Key(new Secret("key"));

  private static NettyLink link(LinkSettings settings) {
    return new NettyLink(
        settings,
        new SendQueue(1, 2, 100, Storage.NONE, Instant.now()),
        InstantSource.system(),
        () -> FACTS,
        _ -> {},
        InstantSource.system());
  }

  /** Why the agent does not connect; meanwhile it keeps what it collects. */
  private static String fault(TestCollector collector, LinkSettings settings) throws Exception {
    try (NettyLink link = link(settings)) {
      link.start();
      link.offer(Instant.now(), List.of(Sample.of(SeriesKey.of("m"), 1)));
      LinkStatus status =
          status(link, s -> s.lastError().isPresent() && s.queued() == 1 && s.connects() == 0);
      assertTrue(collector.quietFor(Duration.ofMillis(50)), "nobody may get in");
      return status.lastError().orElseThrow();
    }
  }

  private static LinkStatus status(NettyLink link, Predicate<LinkStatus> wanted) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!wanted.test(link.status()) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertTrue(wanted.test(link.status()), link.status().toString());
    return link.status();
  }

  private static void connects(TestCollector collector, LinkSettings settings) throws Exception {
    try (NettyLink link = link(settings)) {
      link.start();
      assertEquals("h", collector.accept().welcome().agentId());
      status(link, s -> s.connectedSince().isPresent());
    }
  }

  private void assertFault(String expected, SslContext tls, CollectorTrust trust) throws Exception {
    try (TestCollector collector = new TestCollector(tls)) {
      String said = fault(collector, to(collector.port(), KEY, trust));
      assertTrue(said.contains(expected), said);
    }
  }

  @Test
  void aPinnedAuthorityIsEnoughAndTheKeyTravelsInside() throws Exception {
    try (TestCollector collector = new TestCollector(shows(server()).build())) {
      LinkSettings settings = to(collector.port(), KEY, pinned(authority));
      try (NettyLink link = link(settings)) {
        link.start();
        TestCollector.Session session = collector.accept();
        assertEquals("Bearer key", session.authorization);
        assertEquals(Frame.VERSION, session.welcome().version());
      }
    }
  }

  @Test
  void aFileOfAuthoritiesServesToo() throws Exception {
    Path pem = Files.writeString(dir.resolve("ca.pem"), authority.getRootCertificatePEM());
    try (TestCollector collector = new TestCollector(shows(server()).build())) {
      CollectorTrust trust = new CollectorTrust(Optional.of(pem), Optional.empty());
      connects(collector, to(collector.port(), KEY, trust));
    }
  }

  @Test
  void anExpiredCertificateIsNamedSo() throws Exception {
    CertificateBuilder old =
        server()
            .notBefore(Instant.now().minus(DAY.multipliedBy(9)))
            .notAfter(Instant.now().minus(DAY));
    assertFault("has expired", shows(old).build(), pinned(authority));
  }

  @Test
  void oneThatIsNotYetValidPointsAtTheClock() throws Exception {
    CertificateBuilder early =
        server()
            .notBefore(Instant.now().plus(DAY))
            .notAfter(Instant.now().plus(DAY.multipliedBy(9)));
    assertFault("not valid yet", shows(early).build(), pinned(authority));
  }

  @Test
  void anotherNameIsRefused() throws Exception {
    CertificateBuilder other =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=localhost")
            .addSanDnsName("elsewhere.example")
            .addExtendedKeyUsageServerAuth();
    assertFault("is for another name", shows(other).build(), pinned(authority));
  }

  @Test
  void anotherAuthorityThanThePinnedOneIsRefused() throws Exception {
    assertFault("not the pinned one", shows(server()).build(), pinned(authority("CN=authority")));
  }

  /** The chain shows the pinned certificate, but another key signed. */
  @Test
  void aPinnedCertificateThatSignedNothingHelpsNobody() throws Exception {
    X509Bundle thief = server().buildIssuedBy(authority("CN=authority"));
    X509Certificate[] chain = {thief.getCertificate(), authority.getCertificate()};
    SslContext tls = SslContextBuilder.forServer(thief.getKeyPair().getPrivate(), chain).build();
    assertFault("TLS failed", tls, pinned(authority));
  }

  @Test
  void anAuthorityThatIsNotTrustedIsRefused() throws Exception {
    assertFault(
        "an authority that is not trusted here",
        shows(server()).build(),
        CollectorTrust.OF_THE_RUNTIME);
  }

  @Test
  void aClientCertificateDoesNotPassForAServer() throws Exception {
    CertificateBuilder client =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=x")
            .addSanDnsName("localhost")
            .addExtendedKeyUsageClientAuth();
    assertFault("TLS failed", shows(client).build(), pinned(authority));
  }

  @Test
  void oldTlsIsNotSpoken() throws Exception {
    // The JDK disables 1.1 by itself; a server that knows only a cipher we lack is as far away.
    SslContext old =
        shows(server())
            .protocols("TLSv1.2")
            .ciphers(List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"))
            .build();
    assertFault("no TLS version or cipher in common", old, pinned(authority));
  }

  @Test
  void plainTextInPlaceOfTlsIsNamed() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        TestCollector nobody = new TestCollector()) {
      Thread.ofVirtual().start(() -> answerInPlainText(plain));
      String said = fault(nobody, to(plain.getLocalPort(), KEY, pinned(authority)));
      assertTrue(said.contains("does not speak TLS"), said);
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private LinkIdentity.Certificate certificate(X509Bundle issuer) throws Exception {
    X509Bundle own =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=agent")
            .addExtendedKeyUsageClientAuth()
            .buildIssuedBy(issuer);
    return new LinkIdentity.Certificate(
        Files.writeString(dir.resolve("c.pem"), own.getCertificatePEM()),
        Files.writeString(dir.resolve("k.pem"), own.getPrivateKeyPEM()));
  }

  private SslContext demanding() throws Exception {
    return shows(server())
        .clientAuth(ClientAuth.REQUIRE)
        .trustManager(authority.getCertificate())
        .build();
  }

  @Test
  void aCertificateProvesWhoTheAgentIs() throws Exception {
    try (TestCollector collector = new TestCollector(demanding())) {
      LinkSettings settings = to(collector.port(), certificate(authority), pinned(authority));
      try (NettyLink link = link(settings)) {
        link.start();
        assertEquals("", collector.accept().authorization);
      }
    }
  }

  @Test
  void aCertificateThatIsNotAcceptedSaysWhatToDo() throws Exception {
    try (TestCollector collector = new TestCollector(demanding())) {
      LinkIdentity foreign = certificate(authority("CN=other"));
      String said = fault(collector, to(collector.port(), foreign, pinned(authority)));
      assertTrue(said.contains("did not accept this agent's certificate"), said);
    }
  }

  private static LinkSettings through(TestProxy proxy, LinkSettings settings, String password) {
    return new LinkSettings(
        URI.create(settings.collector().toString()),
        settings.identity(),
        settings.agentId(),
        settings.bootId(),
        settings.machine(),
        settings.trust(),
        Optional.of(
            new ProxySettings(
                "127.0.0.1",
                proxy.port(),
                Optional.of(new ProxySettings.Login("agent", new Secret(password))))),
        settings.limits());
  }

  @Test
  void aProxyWithLoginIsPassedAndSeesTlsOnly() throws Exception {
    CertificateBuilder inside = server().addSanDnsName("collector.invalid");
    try (TestCollector collector = new TestCollector(shows(inside).build());
        TestProxy proxy = new TestProxy("agent", "word")) {
      LinkSettings far =
          to(collector.port(), KEY, pinned(authority))
              .at(URI.create("wss://collector.invalid:" + collector.port() + "/agent/v1"));
      connects(collector, through(proxy, far, "word"));
      assertEquals(
          "CONNECT collector.invalid:" + collector.port() + " HTTP/1.1", proxy.asked.getFirst());
    }
  }

  @Test
  void aProxyThatWantsAnotherLoginIsNamed() throws Exception {
    try (TestCollector collector = new TestCollector(shows(server()).build());
        TestProxy proxy = new TestProxy("agent", "word")) {
      LinkSettings settings = to(collector.port(), KEY, pinned(authority));
      String said = fault(collector, through(proxy, settings, "wrong"));
      assertTrue(said.contains("(407)"), said);
    }
  }
}
