package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of a token, which is all that the configuration holds of it. Tokens are long and random,
 * so that a fast hash is enough.
 *
 * @param hex 64 digits, lower case
 */
public record TokenHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public TokenHash {
    if (!isForm(hex)) {
      throw new IllegalArgumentException("not 64 hexadecimal digits in lower case");
    }
  }

  /** Whether a text is one. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  public static TokenHash of(Secret token) {
    return new TokenHash(HexFormat.of().formatHex(digest(token)));
  }

  /** Takes the same time whether nothing or almost all agrees. */
  public boolean isOf(Secret token) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(hex), digest(token));
  }

  private static byte[] digest(Secret token) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(token.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
