package dev.forebell.collector.deliver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.forebell.collector.port.TicketDesk.Proof;
import dev.forebell.common.model.Secret;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Whether a callback comes from the desk. Compares in constant time. */
final class NewsProof {
  /** How far the time of a Standard Webhook may be from ours. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Proof proof;

  NewsProof(Proof proof) {
    this.proof = proof;
  }

  /**
   * Whether one of the keys fits.
   *
   * @param headers by lower-case name
   */
  boolean holds(Map<String, String> headers, byte[] body, Instant now) {
    String given =
        headers.getOrDefault(proof.header().toLowerCase(java.util.Locale.ROOT), "").strip();
    boolean fits = false;
    for (Secret key : proof.keys()) { // no key is left out, so that none can be timed
      fits |= fits(key, given, headers, body, now);
    }
    return fits;
  }

  private boolean fits(
      Secret key, String given, Map<String, String> headers, byte[] body, Instant now) {
    byte[] secret = key.reveal().getBytes(UTF_8);
    return switch (proof.form()) {
      case TOKEN -> same(given.replaceFirst("^(?i:bearer|token) +", ""), key.reveal());
      case BASIC -> same(given, "Basic " + Base64.getEncoder().encodeToString(secret));
      case SHA256_HEX -> anyOf(given, hex(Digests.hmac("HmacSHA256", secret, body)));
      case SHA1_HEX ->
          same(given.replaceFirst("^sha1=", ""), hex(Digests.hmac("HmacSHA1", secret, body)));
      case SHA256_BASE64 ->
          same(given, Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA256", secret, body)));
      case ESPOCRM -> espocrm(given, secret, body);
      case STANDARD_WEBHOOKS -> standard(key, headers, body, now);
    };
  }

  // The id of the webhook stands before the colon; older versions put the digest's bytes behind it.
  private static boolean espocrm(String given, byte[] secret, byte[] body) {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(given), ISO_8859_1);
    } catch (IllegalArgumentException _) {
      return false;
    }
    byte[] digest = Digests.hmac("HmacSHA256", secret, body);
    String signature = text.substring(text.indexOf(':') + 1);
    return same(signature, hex(digest)) || same(signature, new String(digest, ISO_8859_1));
  }

  private static boolean standard(
      Secret key, Map<String, String> headers, byte[] body, Instant now) {
    String stamp = headers.getOrDefault("webhook-timestamp", "");
    if (!stamp.matches("[0-9]{1,12}")) {
      return false;
    }
    long seconds = Long.parseLong(stamp);
    if (Math.abs(now.getEpochSecond() - seconds) > TOLERANCE.toSeconds()) {
      return false;
    }
    String wanted =
        Signature.of(
            List.of(key), headers.getOrDefault("webhook-id", ""), seconds, new String(body, UTF_8));
    boolean fits = false;
    for (String one : headers.getOrDefault("webhook-signature", "").split(" ", -1)) {
      fits |= same(one, wanted);
    }
    return fits;
  }

  // Some send one for each of their keys while one is exchanged.
  private static boolean anyOf(String given, String wanted) {
    boolean fits = false;
    for (String one : given.split(",", -1)) {
      fits |= same(one.strip().replaceFirst("^(sha256|v1)=", ""), wanted);
    }
    return fits;
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static boolean same(String given, String wanted) {
    return MessageDigest.isEqual(given.getBytes(UTF_8), wanted.getBytes(UTF_8));
  }
}
