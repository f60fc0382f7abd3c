package dev.forebell.collector.ingest;

import dev.forebell.common.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Agent keys: 256 random bits behind a prefix that secret scanners can know; stored as SHA-256. */
final class AgentKey {
  private static final String PREFIX = "forebell_agent_";
  private static final int BYTES = 32;

  private AgentKey() {}

  static Secret mint(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** {@code sha256:} and 64 hexadecimal digits. */
  static String hash(Secret key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return "sha256:"
          + HexFormat.of().formatHex(sha.digest(key.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  static boolean isHash(String text) {
    return text.matches("sha256:[0-9a-f]{64}");
  }

  /** Takes the same time wherever the two differ. */
  static boolean same(String hash, String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
