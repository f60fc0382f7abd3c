package dev.forebell.agent.check;

import dev.forebell.agent.certificate.Certificates;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What asking brought.
 *
 * @param why it is not as it should be; empty: it is
 * @param took how long the answer took; empty: there was none
 * @param status code of an HTTP answer
 * @param certificates that the other side showed
 */
record Verdict(
    Optional<String> why,
    Optional<Duration> took,
    OptionalInt status,
    Optional<Certificates> certificates) {
  static Verdict good(Duration took) {
    return new Verdict(Optional.empty(), Optional.of(took), OptionalInt.empty(), Optional.empty());
  }

  static Verdict bad(String why) {
    return new Verdict(Optional.of(why), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  Verdict with(Certificates shown) {
    return new Verdict(why, took, status, Optional.of(shown));
  }
}
