package dev.forebell.collector.ingest;

import dev.forebell.collector.trust.Authority;
import dev.forebell.collector.trust.ServerCertificate;
import dev.forebell.common.model.Secret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A real agents' port with certificates of an authority made for it. */
final class SecureBench implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final IngestCounters counters = new IngestCounters();
  final RecordingSink sink = new RecordingSink();
  final Path folder;
  final Authority authority;
  final AgentEndpoint endpoint;
  final SecurePort port;

  /** Who the certificates of these public keys belong to; whoever is taken out is revoked. */
  final Map<java.security.PublicKey, AgentIdentity> known = new ConcurrentHashMap<>();

  SecureBench(AgentSettings settings, boolean boring) throws Exception {
    folder = Files.createTempDirectory(Path.of("target"), "secure");
    authority = Authority.open(folder, Instant.now());
    endpoint =
        new AgentEndpoint(
            vertx, settings, new ByCertificate(), sink, counters, InstantSource.system());
    port =
        TestAgent.await(
            SecurePort.open(vertx, "127.0.0.1", 0, tls(), endpoint, () -> true, boring));
  }

  private final class ByCertificate implements AgentDirectory {
    @Override
    public boolean isSameMachine(AgentIdentity agent, Presence presence) {
      return true;
    }

    @Override
    public boolean stranger(AgentIdentity agent, Presence presence) {
      return false;
    }

    @Override
    public void connected(AgentIdentity agent, Presence presence) {}

    @Override
    public List<String> renew(AgentIdentity agent, String publicKey, String proof) {
      return List.of();
    }

    @Override
    public Optional<AgentIdentity> byKey(Secret key) {
      return key.reveal().equals("good")
          ? Optional.of(IngestBench.identity("keyed"))
          : Optional.empty();
    }

    @Override
    public Optional<AgentIdentity> byCertificate(X509Certificate certificate) {
      return Optional.ofNullable(known.get(certificate.getPublicKey()));
    }
  }

  ServerTls tls() throws IOException {
    ServerCertificate shown =
        ServerCertificate.ofAuthority(
            folder, authority, List.of("localhost", "127.0.0.1"), Instant.now());
    return new ServerTls(shown.chainPem(), shown.keyPem(), authority.pem());
  }

  /** A key with its certificate. */
  record Client(KeyPair keys, X509Certificate certificate) {}

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  Client client(String id, Instant from, Duration life) throws GeneralSecurityException {
    KeyPair keys = keys();
    return new Client(keys, authority.agent(id, keys.getPublic(), from, life));
  }

  SSLContext context(Optional<Client> client) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", authority.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (client.isPresent()) {
      own.setKeyEntry(
          "own",
          client.get().keys().getPrivate(),
          new char[0],
          new X509Certificate[] {client.get().certificate()});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  SSLSocket socket(Optional<Client> client) throws Exception {
    SSLSocket socket = (SSLSocket) context(client).getSocketFactory().createSocket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port()));
    socket.setSoTimeout(15_000);
    return socket;
  }

  /** Asks for the upgrade; the status line. */
  static String upgrade(SSLSocket socket, String headers) throws IOException {
    return ask(
        socket,
        "GET /agent/v1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: forebell.v1\r\n"
            + headers
            + "\r\n");
  }

  static String ask(SSLSocket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() {
    endpoint.close();
    port.close();
    TestAgent.await(vertx.close());
  }
}
