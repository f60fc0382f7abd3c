package dev.forebell.collector.engine.sla;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a contract wants people told before a promise is broken. The breach itself is always told,
 * and so is the moment at which somebody has to leave for the site.
 *
 * @param marks shares of a clock's time at which a warning is due, in percent, rising, below 100
 * @param inWorkingTime true: warnings of clocks that run outside the contract's calendar wait for
 *     its next opening, and the times below count in it; false: at once, day and night
 * @param unacknowledged how long an incident may wait for a person's acknowledgement
 * @param idle after which an acknowledgement without action counts no more, outside emergencies
 * @param idleInEmergency the same in an emergency: always at once
 * @param ladder id of the escalation ladder that tells people, if any
 */
public record Escalation(
    List<Integer> marks,
    boolean inWorkingTime,
    Optional<Duration> unacknowledged,
    Optional<Duration> idle,
    Duration idleInEmergency,
    Optional<String> ladder) {
  /** What holds where a contract does not say. */
  public static final Escalation USUAL =
      new Escalation(
          List.of(50, 80), false, Optional.empty(), Optional.empty(), Duration.ofMinutes(30));

  public Escalation {
    marks = List.copyOf(marks);
  }

  /** Without a ladder. */
  public Escalation(
      List<Integer> marks,
      boolean inWorkingTime,
      Optional<Duration> unacknowledged,
      Optional<Duration> idle,
      Duration idleInEmergency) {
    this(marks, inWorkingTime, unacknowledged, idle, idleInEmergency, Optional.empty());
  }
}
