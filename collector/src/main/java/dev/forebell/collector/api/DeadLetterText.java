package dev.forebell.collector.api;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** What the reason of a dead letter means, and what to do before it is replayed. */
final class DeadLetterText {
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("dev.forebell.collector.api.deadletter", Locale.ROOT);
  private static final String OTHER = "other";
  private static final int FAMILY = "http_4".length();

  private DeadLetterText() {}

  /** The code at the beginning of a reason, such as {@code http_400}. */
  static String code(String reason) {
    int colon = reason.indexOf(':');
    return colon < 0 ? reason : reason.substring(0, colon);
  }

  /** A sentence; codes of HTTP that have none of their own share that of their hundred. */
  static String explanation(String code) {
    String family = code.substring(0, Math.min(FAMILY, code.length()));
    return Stream.of(code, family, OTHER)
        .filter(TEXTS::containsKey)
        .map(TEXTS::getString)
        .findFirst()
        .orElseThrow();
  }
}
