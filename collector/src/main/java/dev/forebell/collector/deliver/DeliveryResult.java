package dev.forebell.collector.deliver;

import java.time.Duration;
import java.util.Optional;

/** What came of one request to an endpoint. */
public sealed interface DeliveryResult {
  /**
   * Taken (2xx).
   *
   * @param answer its body, at most {@link WebhookSender#MOST_ANSWER_BYTES}
   */
  record Accepted(String answer) implements DeliveryResult {}

  /** Not taken. */
  sealed interface Failed extends DeliveryResult {
    /** For meters: few distinct values, such as {@code http_503} or {@code timeout}. */
    String code();

    /** For people: one line, without secrets. */
    String detail();

    /** Code and detail in one line. */
    default String reason() {
      return detail().isEmpty() ? code() : code() + ": " + detail();
    }
  }

  /**
   * It may work later.
   *
   * @param after what the endpoint asked for, not yet limited
   */
  record Retry(String code, String detail, Optional<Duration> after) implements Failed {}

  /** It will hardly ever work: tried a few times more. */
  record Rejected(String code, String detail) implements Failed {}

  /** It will never work again: 410. */
  record Gone(String code, String detail) implements Failed {}
}
