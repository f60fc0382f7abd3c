package dev.forebell.collector.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a token is used. */
final class TokenLife {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");
  private static final Duration MOST = Duration.ofDays(30);
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int PARTS = 10;

  private TokenLife() {}

  /**
   * A minute, or a tenth of a short life, less than the desk says: a request that is under way when
   * the token ends would be in vain.
   *
   * @param seconds as the desk says; anything else than a whole number: it does not say
   */
  static Optional<Duration> of(String seconds) {
    return Optional.of(seconds)
        .filter(SECONDS.asMatchPredicate())
        .map(Long::parseLong)
        .map(Duration::ofSeconds)
        .map(said -> said.compareTo(MOST) > 0 ? MOST : said)
        .map(said -> said.minus(least(MARGIN, said.dividedBy(PARTS))));
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
