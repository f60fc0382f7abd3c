package dev.forebell.collector.port;

import dev.forebell.common.model.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/** Makes one HTTP request to a place outside. Thread-safe, never blocks the caller. */
public interface HttpCaller {
  /** The stage always completes normally, at the latest after the request's time-out. */
  CompletionStage<Answer> call(Request request);

  /**
   * A request.
   *
   * @param url may hold secrets
   * @param body empty: none
   */
  record Request(
      String method,
      Secret url,
      SortedMap<String, Secret> headers,
      Optional<String> body,
      Duration timeout,
      Route route) {}

  /** What came of it. */
  sealed interface Answer {
    /**
     * 2xx.
     *
     * @param body cut after some length
     */
    record Good(String body) implements Answer {}

    /**
     * Anything else.
     *
     * @param code few distinct values, such as {@code http_503} or {@code timeout}
     * @param detail one line for people, without secrets
     * @param later whether it may work later
     * @param after what was asked for
     */
    record Bad(String code, String detail, boolean later, Optional<Duration> after)
        implements Answer {}
  }
}
