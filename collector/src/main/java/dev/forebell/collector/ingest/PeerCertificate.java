package dev.forebell.collector.ingest;

import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** The certificate that the other side of a connection proved to hold, verified by TLS. */
final class PeerCertificate {
  private PeerCertificate() {}

  static Optional<X509Certificate> of(HttpServerRequest request) {
    Optional<SSLSession> session = Optional.ofNullable(request.connection().sslSession());
    if (session.isEmpty()) {
      return Optional.empty();
    }
    try {
      return session.get().getPeerCertificates()[0] instanceof X509Certificate x509
          ? Optional.of(x509)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException gaveNone) {
      return Optional.empty();
    }
  }
}
