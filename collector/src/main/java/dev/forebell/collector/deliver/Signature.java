package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.common.model.Secret;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The signature of Standard Webhooks: one per secret, so that a receiver can change its secret. */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SECRET_PREFIX = "whsec_";

  private Signature() {}

  /**
   * The value of {@code webhook-signature}.
   *
   * @param secrets {@code whsec_} and base64; a text without that prefix is taken as its bytes
   * @param timestamp Unix seconds of this attempt
   * @throws IllegalArgumentException if a secret is not base64
   */
  static String of(List<Secret> secrets, String id, long timestamp, String body) {
    byte[] signed = (id + "." + timestamp + "." + body).getBytes(UTF_8);
    return secrets.stream()
        .map(
            secret ->
                "v1,"
                    + Base64.getEncoder()
                        .encodeToString(Digests.hmac(ALGORITHM, key(secret), signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] key(Secret secret) {
    String text = secret.reveal();
    return text.startsWith(SECRET_PREFIX)
        ? Base64.getDecoder().decode(text.substring(SECRET_PREFIX.length()))
        : text.getBytes(UTF_8);
  }
}
