package dev.forebell.collector.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** SHA-256 as text: {@code sha256:} and 64 lower-case hexadecimal digits. */
public final class Fingerprints {
  private static final String PREFIX = "sha256:";

  private Fingerprints() {}

  /** Of these bytes. */
  public static String of(byte[] bytes) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return PREFIX + HexFormat.of().formatHex(sha.digest(bytes));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Of a certificate as a whole: what an agent pins. */
  public static String of(X509Certificate certificate) {
    try {
      return of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Of a public key: what a credential is known by. */
  public static String ofKey(X509Certificate certificate) {
    return of(certificate.getPublicKey().getEncoded());
  }

  /** Whether {@code text} has the shape. */
  public static boolean valid(String text) {
    return text.matches("sha256:[0-9a-f]{64}");
  }
}
