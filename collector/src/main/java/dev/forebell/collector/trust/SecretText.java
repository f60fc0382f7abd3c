package dev.forebell.collector.trust;

import dev.forebell.common.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random names and secrets. A secret's prefix lets scanners find one that was left lying about. */
final class SecretText {
  static final String TOKEN = "forebell_enr_";
  private static final int SECRET_BYTES = 32;

  private SecretText() {}

  static Secret token(SecureRandom random) {
    byte[] bits = new byte[SECRET_BYTES];
    random.nextBytes(bits);
    return new Secret(TOKEN + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  static String hash(String secret) {
    return Fingerprints.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  static String id(SecureRandom random, int bytes) {
    byte[] bits = new byte[bytes];
    random.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
