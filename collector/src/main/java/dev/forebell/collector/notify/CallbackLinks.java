package dev.forebell.collector.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links by which a key press of a phone comes back as an acknowledgement: who holds one may
 * acknowledge one incident in one contact's name for some hours, and nothing else.
 */
public final class CallbackLinks {
  /** Path under the board's address; the token follows. */
  public static final String PATH = "/calls/v1/";

  private static final Duration VALID = Duration.ofHours(6);
  private static final int SIGNED_BYTES = 16;

  private final byte[] key;
  private final InstantSource clock;

  /**
   * @param key at least 32 random bytes that outlive a restart
   */
  public CallbackLinks(byte[] key, InstantSource clock) {
    this.key = key.clone();
    this.clock = clock;
  }

  /** Whose acknowledgement of what. */
  public record Word(String incident, String contact) {}

  /** The link; empty: nobody said where this collector is reached. */
  public Optional<String> link(Optional<URI> board, String incident, String contact) {
    return board.map(base -> base + PATH + token(incident, contact));
  }

  String token(String incident, String contact) {
    long until = clock.instant().plus(VALID).getEpochSecond();
    String plain = incident + " " + contact + " " + until;
    return base64(plain.getBytes(UTF_8)) + "." + base64(signature(plain));
  }

  /** What a token says; empty: it is none of ours, or too old. */
  public Optional<Word> read(String token) {
    int dot = token.indexOf('.');
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      String plain = new String(decoder.decode(token.substring(0, Math.max(0, dot))), UTF_8);
      byte[] signed = decoder.decode(token.substring(dot + 1));
      String[] parts = plain.split(" ", -1);
      boolean ours = MessageDigest.isEqual(signed, signature(plain)) && parts.length == 3;
      return ours && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[2])))
          ? Optional.of(new Word(parts[0], parts[1]))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] signature(String plain) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return java.util.Arrays.copyOf(mac.doFinal(plain.getBytes(UTF_8)), SIGNED_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
