package dev.forebell.collector.app;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the log says of a store that fails: the first failure in full, then a line a minute, and
 * when it is over. A disk that stays full for a night fills no log as well. One thread.
 */
final class StoreLog {
  private static final System.Logger LOG = System.getLogger(StoreLog.class.getName());
  private static final Duration REMINDER = Duration.ofMinutes(1);
  private static final Duration STEADY = Duration.ofSeconds(10);

  private final InstantSource clock;
  private Optional<Instant> lastFailure = Optional.empty();
  private Instant lastLine = Instant.MIN;

  StoreLog(InstantSource clock) {
    this.clock = clock;
  }

  /** A commit or the recovery after one failed. */
  void failed(RuntimeException failure) {
    Instant now = clock.instant();
    if (lastFailure.isEmpty()) {
      LOG.log(
          Level.ERROR,
          "a commit failed; nothing is acknowledged until the store works again, agents keep what"
              + " they hold",
          failure);
      lastLine = now;
    } else if (Duration.between(lastLine, now).compareTo(REMINDER) >= 0) {
      LOG.log(Level.ERROR, "the store still fails: {0}", failure.getMessage());
      lastLine = now;
    }
    lastFailure = Optional.of(now);
  }

  /** A commit reached the disk: one may be luck, so the end is told when they have gone on. */
  void committed() {
    Instant now = clock.instant();
    if (lastFailure.isPresent() && Duration.between(lastFailure.get(), now).compareTo(STEADY) > 0) {
      LOG.log(Level.INFO, "the store works again, it last failed at {0}", lastFailure.get());
      lastFailure = Optional.empty();
    }
  }
}
