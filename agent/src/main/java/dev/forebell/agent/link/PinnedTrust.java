package dev.forebell.agent.link;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the one authority whose fingerprint is pinned, and no other. Dates, signatures, purposes
 * and the host name are verified as ever, by Java's own manager with that single authority.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final String pin;

  PinnedTrust(String pin) {
    this.pin = pin;
  }

  /** The chain has no certificate of the pinned fingerprint. */
  static final class WrongAuthority extends CertificateException {
    private static final long serialVersionUID = 1;

    WrongAuthority(String pinned, String shown) {
      super("pinned " + pinned + ", shown " + shown);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    verifier(pinned(chain)).checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    verifier(pinned(chain)).checkServerTrusted(chain, authType, socket);
  }

  /** Without the connection the host name could not be verified. */
  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("not without the connection that it belongs to");
  }

  private X509Certificate pinned(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate certificate : chain) {
      if (fingerprint(certificate).equals(pin)) {
        return certificate;
      }
    }
    throw new WrongAuthority(pin, fingerprint(chain[chain.length - 1]));
  }

  static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return "sha256:" + HexFormat.of().formatHex(sha);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static X509ExtendedTrustManager verifier(X509Certificate authority)
      throws CertificateException {
    try {
      KeyStore only = KeyStore.getInstance(KeyStore.getDefaultType());
      only.load(null, null);
      only.setCertificateEntry("pinned", authority);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(only);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new CertificateException("this Java runtime verifies nothing"));
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw noServer();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw noServer();
  }

  private static CertificateException noServer() {
    return new CertificateException("an agent is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  /** For those who only know of trust managers. */
  static TrustManager of(String pin) {
    return new PinnedTrust(pin);
  }
}
