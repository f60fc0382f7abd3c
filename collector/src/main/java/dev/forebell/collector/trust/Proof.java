package dev.forebell.collector.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Whether whoever sends a public key holds the private one: it signed what it asks with. */
final class Proof {
  private static final int P256_BITS = 256;
  private static final int LARGEST_KEY = 512;

  private Proof() {}

  /** What is signed: binds the key to what it is sent with, so that nothing can be put together. */
  private static byte[] message(String purpose, String spki) {
    String text = "forebell.v1 " + purpose + "\n" + spki;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What Base64 holds; nothing, if it is none. */
  static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException none) {
      return new byte[0];
    }
  }

  /** The key, if it is of P-256 and signed this; else empty. */
  static Optional<PublicKey> of(String purpose, String spki, String signature) {
    byte[] der = bytes(spki);
    if (der.length == 0 || der.length > LARGEST_KEY) {
      return Optional.empty();
    }
    try {
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != P256_BITS) {
        return Optional.empty();
      }
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(message(purpose, spki));
      return verifier.verify(bytes(signature)) ? Optional.of(key) : Optional.empty();
    } catch (GeneralSecurityException noKeyOrNoSignature) {
      return Optional.empty();
    }
  }
}
