package dev.forebell.collector.app;

import dev.forebell.common.model.Pure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the collector itself was listening. Told the time at least every second; a longer pause
 * (a stopped process, a stalled commit, a blocked loop) is a blackout: nobody is accused of silence
 * that overlaps it.
 */
@Pure
final class ListeningWatch {
  /** Longest time between two beats in which the collector still counts as listening. */
  static final Duration LONGEST_GAP = Duration.ofSeconds(2);

  private static final Duration SHORTEST_GRACE = Duration.ofSeconds(20);
  private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

  private Instant lastBeat;
  private Instant toldUpTo = Instant.MIN;

  ListeningWatch(Instant start) {
    this.lastBeat = start;
  }

  /** The beginning of a blackout that ends now, if there was one. */
  Optional<Instant> beat(Instant now) {
    Instant before = lastBeat;
    lastBeat = now;
    return Duration.between(before, now).compareTo(LONGEST_GAP) > 0
        ? Optional.of(before)
        : Optional.empty();
  }

  /**
   * The beginning of a blackout that ends now, because the engine's time went on past the question
   * about a host, by a person's order, say, while much still waited; what an earlier blackout
   * covers is left out.
   */
  Optional<Instant> sinceAsked(Instant askedAt, Instant reached) {
    Instant from = askedAt.isAfter(toldUpTo) ? askedAt : toldUpTo;
    return Duration.between(from, reached).compareTo(LONGEST_GAP) > 0
        ? Optional.of(from)
        : Optional.empty();
  }

  /**
   * Every host was told of a blackout. In a big fleet that takes a while, in which nobody is
   * accused either, for a grace runs: were it counted, each blackout would make the next.
   */
  void told(Instant now) {
    toldUpTo = now;
    lastBeat = now;
  }

  /**
   * How long hosts get to come back after a start or a blackout: twice what they need to reconnect,
   * 20 s to 5 min.
   */
  static Duration grace(int knownHosts, int acceptedPerSecond) {
    Duration needed = Duration.ofSeconds(2L * knownHosts / Math.max(1, acceptedPerSecond));
    if (needed.compareTo(SHORTEST_GRACE) < 0) {
      return SHORTEST_GRACE;
    }
    return needed.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : needed;
  }
}
