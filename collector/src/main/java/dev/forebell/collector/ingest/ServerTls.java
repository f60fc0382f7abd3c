package dev.forebell.collector.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The TLS of the agents' port: 1.3 and 1.2, ciphers with authentication built in and forward
 * secrecy only. A certificate is asked for, and one that is given must be of the authority.
 *
 * @param chainPem what the server shows
 * @param keyPem its private key
 * @param clientsPem the authority of the agents' certificates
 */
public record ServerTls(String chainPem, String keyPem, String clientsPem) {
  static final int HANDSHAKE_SECONDS = 10;
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
  private static final List<String> CIPHERS =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** Whether BoringSSL runs on this platform: a handshake costs less than half of Java's own. */
  public static boolean boring() {
    return OpenSSLEngineOptions.isAvailable();
  }

  /** The engine that runs TLS, on either side of a connection. */
  public static SSLEngineOptions engine(boolean boring) {
    return boring ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions();
  }

  void into(HttpServerOptions options) {
    options
        .setSsl(true)
        .setKeyCertOptions(keys())
        .setTrustOptions(clients())
        .setClientAuth(ClientAuth.REQUEST)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        // One protocol is spoken here; HTTP/2 would only be more to attack.
        .setUseAlpn(false);
    CIPHERS.forEach(options::addEnabledCipherSuite);
  }

  /** The same for a server that runs already. */
  ServerSSLOptions renewed() {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setKeyCertOptions(keys())
            .setTrustOptions(clients())
            .setClientAuth(ClientAuth.REQUEST)
            .setEnabledSecureTransportProtocols(PROTOCOLS)
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    CIPHERS.forEach(options::addEnabledCipherSuite);
    return options;
  }

  private PemKeyCertOptions keys() {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(chainPem))
        .addKeyValue(Buffer.buffer(keyPem));
  }

  private PemTrustOptions clients() {
    return new PemTrustOptions().addCertValue(Buffer.buffer(clientsPem));
  }

  @Override
  public String toString() {
    return "ServerTls[" + chainPem.length() + " characters of certificates]";
  }
}
