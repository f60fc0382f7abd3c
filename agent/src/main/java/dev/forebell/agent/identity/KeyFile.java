package dev.forebell.agent.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** A key pair read back from where it was kept. */
final class KeyFile {
  private KeyFile() {}

  /**
   * Both halves; empty if they were cut off while they were written.
   *
   * @param pem the private key
   * @param publicKey Base64 of the public one's DER
   */
  static Optional<OwnKey> read(String pem, String publicKey) {
    String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return Optional.of(
          new OwnKey(
              new KeyPair(
                  factory.generatePublic(
                      new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey.strip()))),
                  factory.generatePrivate(
                      new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body))))));
    } catch (GeneralSecurityException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }
}
