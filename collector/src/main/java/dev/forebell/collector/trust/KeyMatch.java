package dev.forebell.collector.trust;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** Whether a private key and a certificate belong together: found out by signing. */
final class KeyMatch {
  private static final byte[] ANYTHING = {1, 2, 3};

  private KeyMatch() {}

  static void require(
      Path keyFile, PrivateKey key, Path certificateFile, X509Certificate certificate)
      throws TrustProblem {
    if (!matches(key, certificate.getPublicKey())) {
      throw new TrustProblem(
          keyFile + ": not the key of the first certificate in " + certificateFile);
    }
  }

  private static boolean matches(PrivateKey key, PublicKey publicKey) {
    try {
      Signature signer = Signature.getInstance(algorithm(key.getAlgorithm()));
      signer.initSign(key);
      signer.update(ANYTHING);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm(publicKey.getAlgorithm()));
      verifier.initVerify(publicKey);
      verifier.update(ANYTHING);
      return verifier.verify(signature);
    } catch (GeneralSecurityException notAPair) {
      return false;
    }
  }

  private static String algorithm(String key) {
    return switch (key) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key;
    };
  }
}
