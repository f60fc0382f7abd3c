package dev.forebell.collector.engine.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The nights before a host's backups are known. Until it has lived through them, how long it stands
 * still in a backup is a guess, so by night a witness proves nothing about it: a stun of which
 * nothing is known looks like a death. By day, and in its first hour, when whoever installs a host
 * pulls its plug to see, it is judged like any other.
 */
final class FirstNights {
  /**
   * Of fourteen stuns the longest is, for 999 hosts in 1,000, within half as long again of any that
   * may follow, if they are spread evenly up to six times the shortest.
   */
  private static final Duration LEARNING = Duration.ofDays(14);

  private static final Duration TRIAL = Duration.ofHours(1);
  private static final LocalTime EVENING = LocalTime.of(20, 0);
  private static final LocalTime MORNING = LocalTime.of(7, 0);

  private FirstNights() {}

  /** Whether {@code time} is in one of the first nights of a host that was heard first then. */
  static boolean cover(Instant time, Instant firstHeard, ZoneId zone) {
    Duration age = Duration.between(firstHeard, time);
    return age.compareTo(TRIAL) >= 0 && age.compareTo(LEARNING) < 0 && isNight(time, zone);
  }

  private static boolean isNight(Instant time, ZoneId zone) {
    LocalTime local = time.atZone(zone).toLocalTime();
    return !local.isBefore(EVENING) || local.isBefore(MORNING);
  }
}
