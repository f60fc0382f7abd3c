package dev.forebell.collector.app.witness;

import java.time.Duration;
import java.time.Instant;

/**
 * When witnesses are asked about one silent host: at once, soon again in case an answer was lost,
 * then every minute, so that a word never goes stale while the silence lasts.
 *
 * @param since when the host was missed
 * @param rounds how often was asked
 * @param next when to ask again
 */
record Inquiry(Instant since, int rounds, Instant next) {
  /** No host is asked about for longer: by then every verdict has been given. */
  private static final int MOST = 30;

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofMinutes(1);

  /** A host is missed. */
  static Inquiry begun(Instant now) {
    return new Inquiry(now, 0, now);
  }

  boolean isDue(Instant now) {
    return rounds < MOST && !next.isAfter(now);
  }

  Inquiry asked(Instant now) {
    return new Inquiry(since, rounds + 1, now.plus(rounds < 2 ? SOON : LATER));
  }
}
