package dev.forebell.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.forebell.collector.ingest.SecureBench.Client;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agents' port over real TLS, with BoringSSL and with Java's own engine. */
class SecurePortIT {
  private static final Duration DAY = Duration.ofDays(1);

  private static SecureBench bench(boolean boring) throws Exception {
    assumeTrue(!boring || ServerTls.boring(), "BoringSSL has no library for this platform");
    return new SecureBench(AgentSettings.DEFAULT, boring);
  }

  private static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertTrue(condition.getAsBoolean());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aKnownCertificateIsAnIdentityAndAnUnknownOneIsRefused(boolean boring) throws Exception {
    try (SecureBench bench = bench(boring)) {
      Client client = bench.client("a1", Instant.now(), DAY);
      bench.known.put(client.keys().getPublic(), IngestBench.identity("web-1"));
      try (SSLSocket socket = bench.socket(Optional.of(client))) {
        assertTrue(SecureBench.upgrade(socket, "").startsWith("HTTP/1.1 101"));
        assertEquals("TLSv1.3", socket.getSession().getProtocol());
      }
      bench.known.clear();
      try (SSLSocket socket = bench.socket(Optional.of(client))) {
        assertTrue(SecureBench.upgrade(socket, "").startsWith("HTTP/1.1 101"));
        await(() -> bench.counters.snapshot().rejected().values().stream().anyMatch(n -> n == 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutCertificateTheKeyDecidesAndWithoutBothThereIsNoSocket(boolean boring)
      throws Exception {
    try (SecureBench bench = bench(boring)) {
      try (SSLSocket socket = bench.socket(Optional.empty())) {
        String answer = SecureBench.upgrade(socket, "Authorization: Bearer good\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
      }
      try (SSLSocket socket = bench.socket(Optional.empty())) {
        assertTrue(SecureBench.upgrade(socket, "").startsWith("HTTP/1.1 401"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneThatExpiredOrIsOfAnotherAuthorityIsRefusedAndCounted(boolean boring) throws Exception {
    try (SecureBench bench = bench(boring);
        SecureBench other = bench(boring)) {
      Client old = bench.client("a1", Instant.now().minus(DAY.multipliedBy(9)), DAY);
      assertRefused(bench, old);
      await(() -> bench.counters.snapshot().tls().get(TlsRefusal.EXPIRED) == 1);
      Client foreign = other.client("a1", Instant.now(), DAY);
      // A server names the authorities it accepts: Java's client keeps others back. This one lies.
      X509Certificate forged =
          other.authority.agent("a1", foreign.keys().getPublic(), Instant.now(), DAY);
      try (SSLSocket socket = LyingClient.connect(bench, new Client(foreign.keys(), forged))) {
        assertThrows(IOException.class, () -> upgraded(socket));
      }
      await(() -> bench.counters.snapshot().tls().get(TlsRefusal.CERTIFICATE) == 1);
    }
  }

  private static void assertRefused(SecureBench bench, Client client) throws Exception {
    try (SSLSocket socket = LyingClient.connect(bench, client)) {
      assertThrows(IOException.class, () -> upgraded(socket));
    }
  }

  /** With TLS 1.3 a client learns only from the first read that its certificate was refused. */
  private static void upgraded(SSLSocket socket) throws IOException {
    if (!SecureBench.upgrade(socket, "").startsWith("HTTP/1.1 101")) {
      throw new IOException("refused");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ciphersWithoutBuiltInAuthenticationAreNotSpoken(boolean boring) throws Exception {
    try (SecureBench bench = bench(boring);
        SSLSocket socket = bench.socket(Optional.empty())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(
          new String[] {
            "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"
          });
      assertThrows(SSLException.class, socket::startHandshake);
      await(() -> bench.counters.snapshot().tls().get(TlsRefusal.VERSION) == 1);
    }
  }

  /** A handshake of TLS 1.1, as no Java would send it any more. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tlsOneOneIsRefusedAndCounted(boolean boring) throws Exception {
    byte[] hello = new byte[5 + 4 + 41];
    byte[] head = {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 2};
    System.arraycopy(head, 0, hello, 0, head.length);
    byte[] tail = {0, 0, 2, (byte) 0xc0, 0x13, 1, 0};
    System.arraycopy(tail, 0, hello, hello.length - tail.length, tail.length);
    try (SecureBench bench = bench(boring);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.port.port())) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(hello);
      assertEquals(21, socket.getInputStream().read(), "an alert");
      await(() -> bench.counters.snapshot().tls().get(TlsRefusal.VERSION) == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void plainTextIsRefusedAndCounted(boolean boring) throws Exception {
    try (SecureBench bench = bench(boring);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.port.port())) {
      socket.setSoTimeout(15_000);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertTrue(String.valueOf((char) socket.getInputStream().read()).indexOf('H') < 0);
      await(() -> bench.counters.snapshot().tls().get(TlsRefusal.NOT_TLS) == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherCertificateIsShownWhileSessionsStay(boolean boring) throws Exception {
    try (SecureBench bench = bench(boring);
        SSLSocket open = bench.socket(Optional.empty())) {
      String answer = SecureBench.upgrade(open, "Authorization: Bearer good\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
      Files.delete(bench.folder.resolve("server.pem"));
      TestAgent.await(bench.port.show(bench.tls()));
      try (SSLSocket later = bench.socket(Optional.empty())) {
        later.startHandshake();
        assertTrue(!shown(later).equals(shown(open)), "the new certificate");
      }
      // A ping is answered: the session of the old certificate lives.
      open.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
      assertEquals(0x8a, open.getInputStream().read());
      ServerTls broken = new ServerTls("no PEM", "no PEM", bench.authority.pem());
      assertThrows(RuntimeException.class, () -> TestAgent.await(bench.port.show(broken)));
      try (SSLSocket still = bench.socket(Optional.empty())) {
        still.startHandshake();
      }
    }
  }

  private static X509Certificate shown(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  @Test
  void onlyAgentsAndHealthAreServed() throws Exception {
    try (SecureBench bench = bench(false)) {
      assertTrue(answer(bench, "/healthz").startsWith("HTTP/1.1 200"));
      for (String path : List.of("/", "/api/v1/incidents", "/metrics", "/agent/v1/../healthz")) {
        assertTrue(answer(bench, path).startsWith("HTTP/1.1 404"), path);
      }
    }
  }

  @Test
  void guestsAreServedBesideThem() throws Exception {
    try (SecureBench bench = bench(false)) {
      bench.port.alsoServes(
          request -> {
            boolean ours = request.path().equals("/metrics");
            if (ours) {
              var _ = request.response().setStatusCode(401).end();
            }
            return ours;
          });
      assertTrue(answer(bench, "/metrics").startsWith("HTTP/1.1 401"));
      assertTrue(answer(bench, "/api/v1/incidents").startsWith("HTTP/1.1 404"));
      assertTrue(answer(bench, "/healthz").startsWith("HTTP/1.1 200"));
    }
  }

  private static String answer(SecureBench bench, String path) throws Exception {
    try (SSLSocket socket = bench.socket(Optional.empty())) {
      return SecureBench.ask(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
  }

  private static AgentSettings impatient(int waitingOfOne) {
    AgentSettings d = AgentSettings.DEFAULT;
    return new AgentSettings(
        d.wire(),
        d.connections(),
        d.acceptPerSecond(),
        d.acceptAtOnce(),
        Duration.ofSeconds(1),
        waitingOfOne,
        d.helloWithin(),
        d.silence(),
        d.lanes(),
        d.inboxMessages(),
        d.queuedBytes());
  }

  @Test
  void headersThatDripAreCutOffInTime() throws Exception {
    try (SecureBench bench = new SecureBench(impatient(10), false);
        SSLSocket socket = bench.socket(Optional.empty())) {
      socket.getOutputStream().write("GET /agent/v1 HT".getBytes(StandardCharsets.US_ASCII));
      await(() -> bench.port.waiting() == 1);
      assertEquals(-1, ended(socket));
      await(() -> bench.port.waiting() == 0);
    }
  }

  private static int ended(SSLSocket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  @Test
  void oneAddressHasOnlySoManyThatSayNothing() throws Exception {
    try (SecureBench bench = new SecureBench(impatient(3), false)) {
      List<SSLSocket> idle = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SSLSocket socket = bench.socket(Optional.empty());
        socket.startHandshake();
        idle.add(socket);
      }
      await(() -> bench.port.waiting() == 3);
      try (SSLSocket fourth = bench.socket(Optional.empty())) {
        fourth.startHandshake();
        assertEquals(-1, ended(fourth));
      }
      await(() -> bench.port.waiting() == 0);
      for (SSLSocket socket : idle) {
        socket.close();
      }
    }
  }

  /** B8: sockets that stall in the handshake cost the agents nothing. */
  @Test
  void stalledSocketsDoNotKeepAgentsOut() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try (SecureBench bench = bench(ServerTls.boring())) {
      for (int i = 0; i < 2_000; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.port.port());
        socket.getOutputStream().write(new byte[] {22, 3, 1});
        stalled.add(socket);
      }
      for (int i = 0; i < 50; i++) {
        try (SSLSocket socket = bench.socket(Optional.empty())) {
          String answer = SecureBench.upgrade(socket, "Authorization: Bearer good\r\n");
          assertTrue(answer.startsWith("HTTP/1.1 101"), answer);
        }
      }
      InputStream first = stalled.getFirst().getInputStream();
      stalled.getFirst().setSoTimeout(30_000);
      assertTrue(first.read() <= 21, "an alert, or the end");
      await(() -> bench.counters.snapshot().tls().get(TlsRefusal.TIMEOUT) > 0);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }
}
